package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.AssertSchemaOperator;
import dev.halcyon.kql.syntax.ColumnDeclaration;
import dev.halcyon.kql.syntax.ConsumeOperator;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ProjectByNamesOperator;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.WildcardName;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Operators about a table's columns: {@code project-by-names}, {@code assert-schema}; and {@code consume}. */
final class SchemaBinding {

    private final BindingSession session;
    private final Environment environment;

    SchemaBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** The columns in the order in which they are named; a name that no column has is left out. */
    Rowset bind(Rowset input, ProjectByNamesOperator operator) {
        Set<PlanColumn> chosen = new LinkedHashSet<>();
        for (SyntaxExpression specifier : operator.columns()) {
            for (String pattern : patterns(specifier)) {
                boolean wildcard = pattern.indexOf('*') >= 0;
                List<PlanColumn> candidates =
                        wildcard ? input.visibleColumns() : input.relation().columns();
                candidates.stream()
                        .filter(column -> wildcard
                                ? ColumnSelection.matches(pattern, column.name())
                                : column.name().equals(pattern))
                        .forEach(chosen::add);
            }
        }
        return input.with(new Project(input.relation(), Relations.passThrough(List.copyOf(chosen))));
    }

    private List<String> patterns(SyntaxExpression specifier) {
        if (specifier instanceof StarExpression) {
            return List.of("*");
        }
        if (specifier instanceof WildcardName wildcard) {
            return List.of(wildcard.pattern());
        }
        if (specifier instanceof NameReference reference
                && environment.find(reference.name()).isEmpty()) {
            return List.of(reference.name());
        }
        ScalarExpression bound =
                new ScalarBinder(session, environment, RowScope.empty("project-by-names")).bind(specifier);
        if (bound instanceof Literal literal && literal.value() instanceof String text) {
            if (literal.type() == ScalarType.STRING) {
                return List.of(text);
            }
            if (literal.type() == ScalarType.DYNAMIC) {
                return ConstantArrays.texts(text);
            }
        }
        throw session.error(
                SemanticError.NOT_CONSTANT,
                specifier.span(),
                "'project-by-names' operator: a column is given by its name, a pattern or a constant array of names");
    }

    /** The input itself when it has the declared columns, in any order, and no others unless {@code *} allows them. */
    Rowset bind(Rowset input, AssertSchemaOperator operator) {
        List<PlanColumn> columns = input.visibleColumns();
        List<String> differences = new ArrayList<>();
        Set<String> declared = new LinkedHashSet<>();
        for (ColumnDeclaration declaration : operator.schema().columns()) {
            String name = declaration.name().text();
            ScalarType type = CallBinding.scalarType(session, declaration.type());
            declared.add(name);
            columns.stream()
                    .filter(column -> column.name().equals(name))
                    .findFirst()
                    .ifPresentOrElse(
                            column -> {
                                if (column.type() != type) {
                                    differences.add("'%s' is a %s, not a %s".formatted(name, column.type(), type));
                                }
                            },
                            () -> differences.add("there is no column '%s'".formatted(name)));
        }
        if (!operator.schema().star()) {
            columns.stream()
                    .filter(column -> !declared.contains(column.name()))
                    .forEach(column -> differences.add("'%s' is not expected".formatted(column.name())));
        }
        if (!differences.isEmpty()) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    operator.span(),
                    "'assert-schema' operator: " + String.join(", ", differences));
        }
        return input;
    }

    /** Reads all rows and gives none. */
    Rowset bind(Rowset input, ConsumeOperator operator) {
        for (OperatorParameter parameter : operator.parameters()) {
            if (!parameter.name().equals("decodeblocks")) {
                OtherParameters.check(session, "consume", parameter, List.of("decodeblocks"));
            }
        }
        PlanColumn count = session.ids().column("Count", ScalarType.LONG);
        AggregateCall rows =
                new AggregateCall(session.catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG);
        Relation counted =
                new Aggregate(input.relation(), List.of(), List.of(new AggregateAssignment(List.of(count), rows)));
        ScalarExpression never = new Call(
                session.catalogue().get(FunctionKind.OPERATOR, "<"),
                List.of(new ColumnReference(count), Literal.ofLong(0)),
                ScalarType.BOOL);
        return Rowset.of(new Project(new Filter(counted, never), List.of()));
    }
}
