package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.function.OperatorFunctions;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParseOperator;
import dev.halcyon.kql.syntax.ParsePatternElement;
import dev.halcyon.kql.syntax.ParseWhereOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code parse} and {@code parse-where} (R117 to R119): one call captures all columns of a text, the columns are then
 * taken out of its result.
 */
final class ParseBinding {

    private static final Set<String> KINDS = Set.of("simple", "relaxed", "regex");
    private static final Set<Integer> FLAGS = Set.of((int) 'i', (int) 'm', (int) 's', (int) 'U');

    private final BindingSession session;
    private final Environment environment;

    ParseBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, ParseOperator parse) {
        return bind(input, parse.parameters(), parse.subject(), parse.pattern(), "parse");
    }

    Rowset bind(Rowset input, ParseWhereOperator parse) {
        return bind(input, parse.parameters(), parse.subject(), parse.pattern(), "parse-where");
    }

    private Rowset bind(
            Rowset input,
            List<OperatorParameter> parameters,
            SyntaxExpression subject,
            List<ParsePatternElement> pattern,
            String operator) {
        Mode mode = mode(parameters, operator);
        ScalarExpression text = ConstantFolder.convert(
                new ScalarBinder(session, environment, RowScope.of(operator, input)).bind(subject), ScalarType.STRING);
        List<ScalarExpression> arguments = new ArrayList<>();
        arguments.add(text);
        arguments.add(Literal.ofString(mode.kind()));
        arguments.add(Literal.ofString(mode.flags()));
        List<PlanColumn> columns = new ArrayList<>();
        pattern(pattern, operator, mode.kind().equals("regex"), arguments, columns);
        return extended(
                input,
                new Call(OperatorFunctions.PARSE, arguments, ScalarType.DYNAMIC),
                columns,
                operator.equals("parse-where"));
    }

    /** The input extended by the columns that a capturing call gives; rows without a match go when asked. */
    private Rowset extended(Rowset input, Call capture, List<PlanColumn> columns, boolean onlyMatches) {
        PlanColumn parsed = session.ids().column("parsed", ScalarType.DYNAMIC);
        List<Assignment> captured =
                new ArrayList<>(Relations.passThrough(input.relation().columns()));
        captured.add(new Assignment(parsed, capture));
        Relation relation = new Project(input.relation(), captured);
        if (onlyMatches) {
            relation = new Filter(
                    relation,
                    new Call(
                            session.catalogue().get(FunctionKind.SCALAR, "isnotnull"),
                            List.of(new ColumnReference(parsed)),
                            ScalarType.BOOL));
        }
        return parsedColumns(input, parsed, columns).over(relation);
    }

    /** The columns taken out of a captured array, shared with {@code parse-kv}. */
    static ExtendedColumns parsedColumns(Rowset input, PlanColumn parsed, List<PlanColumn> columns) {
        ExtendedColumns extended = new ExtendedColumns(input);
        for (int index = 0; index < columns.size(); index++) {
            PlanColumn column = columns.get(index);
            extended.define(
                    column,
                    new Call(
                            OperatorFunctions.PARSED_COLUMN,
                            List.of(new ColumnReference(parsed), Literal.ofLong(index)),
                            column.type()));
        }
        return extended;
    }

    private record Mode(String kind, String flags) {}

    private Mode mode(List<OperatorParameter> parameters, String operator) {
        String kind = "simple";
        String flags = "";
        for (OperatorParameter parameter : parameters) {
            String value = parameter.value() instanceof NameReference reference ? reference.name() : "";
            boolean known = switch (parameter.name()) {
                case "kind" -> {
                    kind = value;
                    yield KINDS.contains(value);
                }
                case "flags" -> {
                    flags = value;
                    yield !value.isEmpty() && value.chars().allMatch(FLAGS::contains);
                }
                default -> {
                    OtherParameters.check(session, operator, parameter, List.of("kind", "flags"));
                    yield true;
                }
            };
            if (!known) {
                throw session.error(
                        SemanticError.UNKNOWN_PROPERTY,
                        parameter.span(),
                        "'%s' operator: unknown %s '%s'".formatted(operator, parameter.name(), value),
                        "kind is simple, relaxed or regex; flags are letters of imsU");
            }
        }
        if (!flags.isEmpty() && !kind.equals("regex")) {
            throw session.error(
                    SemanticError.UNKNOWN_PROPERTY,
                    flagsOf(parameters).span(),
                    "'%s' operator: flags belong to kind=regex".formatted(operator));
        }
        return new Mode(kind, flags);
    }

    private static OperatorParameter flagsOf(List<OperatorParameter> parameters) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals("flags"))
                .findFirst()
                .orElseThrow();
    }

    private void pattern(
            List<ParsePatternElement> pattern,
            String operator,
            boolean regex,
            List<ScalarExpression> arguments,
            List<PlanColumn> columns) {
        Set<String> names = new HashSet<>();
        boolean afterText = false;
        for (ParsePatternElement element : pattern) {
            if (afterText && !(element instanceof ParsePatternElement.Delimiter)) {
                throw session.error(
                        SemanticError.INVALID_VALUE,
                        element.span(),
                        "'%s' operator: a string column needs a delimiter behind it".formatted(operator),
                        "Put the text that ends the column between the two");
            }
            switch (element) {
                case ParsePatternElement.Delimiter delimiter -> {
                    afterText = false;
                    Literal text = new ScalarBinder(session, environment, RowScope.empty(operator))
                            .bindConstant(delimiter.literal(), ScalarType.STRING, "A delimiter of " + operator);
                    if (regex) {
                        requireRegex(text, delimiter.literal().span());
                    }
                    arguments.add(Literal.ofString("delimiter"));
                    arguments.add(text);
                }
                case ParsePatternElement.Skip skip -> {
                    arguments.add(Literal.ofString("skip"));
                    arguments.add(Literal.ofString(""));
                }
                case ParsePatternElement.Column column -> {
                    ScalarType type =
                            column.type() == null ? ScalarType.STRING : CallBinding.scalarType(session, column.type());
                    String name = column.name().text();
                    if (!names.add(name)) {
                        throw session.error(
                                SemanticError.DUPLICATE_NAME,
                                column.span(),
                                "'%s' operator: a column named '%s' is already defined here".formatted(operator, name));
                    }
                    afterText = type == ScalarType.STRING;
                    arguments.add(Literal.ofString("column"));
                    arguments.add(Literal.ofString(type.kqlName()));
                    columns.add(session.ids().column(name, type));
                }
            }
        }
    }

    /** A delimiter is a regular expression of its own, as if a value were tested with it. */
    private void requireRegex(Literal text, SourceSpan span) {
        Call test = new Call(
                session.catalogue().get(FunctionKind.OPERATOR, "matches regex"),
                List.of(Literal.ofString(""), text),
                ScalarType.BOOL);
        ConstantCheck.checked(test, List.of(span, span), session);
    }
}
