package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.OperatorFunctions;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.ColumnDeclaration;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParseKvOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code parse-kv} (R120). */
final class ParseKeyValuesBinding {

    private static final Set<String> PROPERTIES =
            Set.of("pair_delimiter", "kv_delimiter", "quote", "escape", "greedy", "regex");

    private final BindingSession session;
    private final Environment environment;

    ParseKeyValuesBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, ParseKvOperator parse) {
        ScalarExpression text = ConstantFolder.convert(
                new ScalarBinder(session, environment, RowScope.of("parse-kv", input)).bind(parse.subject()),
                ScalarType.STRING);
        List<ScalarExpression> arguments = new ArrayList<>();
        arguments.add(text);
        List<ScalarExpression> properties = properties(parse);
        arguments.add(Literal.ofLong(properties.size() / 2));
        arguments.addAll(properties);
        List<PlanColumn> columns = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ColumnDeclaration column : parse.columns()) {
            String name = column.name().text();
            if (!names.add(name)) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        column.span(),
                        "'parse-kv' operator: the key '%s' is listed twice".formatted(name));
            }
            ScalarType type = CallBinding.scalarType(session, column.type());
            arguments.add(Literal.ofString(name));
            arguments.add(Literal.ofString(type.kqlName()));
            columns.add(session.ids().column(name, type));
        }
        PlanColumn parsed = session.ids().column("parsed", ScalarType.DYNAMIC);
        List<Assignment> captured =
                new ArrayList<>(Relations.passThrough(input.relation().columns()));
        captured.add(
                new Assignment(parsed, new Call(OperatorFunctions.PARSE_KEY_VALUES, arguments, ScalarType.DYNAMIC)));
        return ParseBinding.parsedColumns(input, parsed, columns).over(new Project(input.relation(), captured));
    }

    /** Names and values in turn; quote and escape may stand several times. */
    private List<ScalarExpression> properties(ParseKvOperator parse) {
        List<ScalarExpression> properties = new ArrayList<>();
        Set<String> given = new HashSet<>();
        for (OperatorParameter property : parse.properties()) {
            String name = property.name();
            if (!PROPERTIES.contains(name)) {
                throw session.error(
                        SemanticError.UNKNOWN_PROPERTY,
                        property.span(),
                        "'parse-kv' operator: unknown property '%s'".formatted(name),
                        Suggestions.didYouMean(name, PROPERTIES));
            }
            boolean repeatable = name.equals("quote") || name.equals("escape");
            if (!given.add(name) && !repeatable) {
                throw invalid(property, "'%s' stands twice".formatted(name));
            }
            String value = value(property.value(), name);
            switch (name) {
                case "quote" -> require(property, value.length() == 1 || value.length() == 2, "one or two characters");
                case "escape" -> require(property, value.length() == 1, "one character");
                case "pair_delimiter", "kv_delimiter", "regex" -> require(property, !value.isEmpty(), "not empty");
                default -> require(property, value.equals("true") || value.equals("false"), "true or false");
            }
            properties.add(Literal.ofString(name));
            properties.add(Literal.ofString(value));
        }
        if (given.contains("pair_delimiter") != given.contains("kv_delimiter")) {
            throw session.error(
                    SemanticError.UNKNOWN_PROPERTY,
                    parse.span(),
                    "'parse-kv' operator: pair_delimiter and kv_delimiter belong together");
        }
        if (given.contains("regex") && given.size() > 1) {
            throw session.error(
                    SemanticError.UNKNOWN_PROPERTY,
                    parse.span(),
                    "'parse-kv' operator: regex excludes the other properties");
        }
        if (given.contains("greedy") && !given.contains("pair_delimiter")) {
            throw session.error(
                    SemanticError.UNKNOWN_PROPERTY, parse.span(), "'parse-kv' operator: greedy needs delimiters");
        }
        return properties;
    }

    private void require(OperatorParameter property, boolean condition, String what) {
        if (!condition) {
            throw invalid(property, "'%s' must be %s".formatted(property.name(), what));
        }
    }

    private RuntimeException invalid(OperatorParameter property, String message) {
        return session.error(SemanticError.INVALID_VALUE, property.span(), "'parse-kv' operator: " + message);
    }

    private String value(SyntaxExpression value, String name) {
        if (value instanceof NameReference reference
                && environment.find(reference.name()).isEmpty()) {
            return reference.name();
        }
        ScalarBinder constants = new ScalarBinder(session, environment, RowScope.empty("parse-kv"));
        ScalarType type = name.equals("greedy") ? ScalarType.BOOL : ScalarType.STRING;
        return String.valueOf(
                constants.bindConstant(value, type, "The property " + name).value());
    }
}
