package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TextReduction;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ReduceOperator;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** {@code reduce [kind=source] by text [with threshold=…, characters=…]} (R128). */
final class ReduceBinding {

    private static final double THRESHOLD = 0.1;

    private final BindingSession session;
    private final Environment environment;

    ReduceBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(Rowset input, ReduceOperator reduce) {
        ScalarExpression text =
                new ScalarBinder(session, environment, RowScope.of("reduce", input)).bind(reduce.subject());
        boolean keepsRows = keepsRows(reduce);
        double threshold = THRESHOLD;
        String separators = "";
        for (OperatorParameter property : reduce.properties()) {
            switch (property.name()) {
                case "threshold" -> threshold = threshold(property);
                case "characters" ->
                    separators =
                            String.valueOf(constant(property, ScalarType.STRING).value());
                default -> throw unknown(property);
            }
        }
        List<Assignment> assignments = new ArrayList<>();
        assignments.add(new Assignment(
                session.ids().column("#text", ScalarType.STRING), ConstantFolder.convert(text, ScalarType.STRING)));
        List<PlanColumn> output = new ArrayList<>();
        if (keepsRows) {
            NameAllocator names = new NameAllocator();
            input.visibleColumns().forEach(column -> {
                assignments.add(new Assignment(column, new ColumnReference(column)));
                output.add(session.ids().column(column.column()));
                names.reserve(column.name());
            });
            output.add(session.ids().column(names.allocate("Pattern"), ScalarType.STRING));
        } else {
            output.add(session.ids().column("Pattern", ScalarType.STRING));
            output.add(session.ids().column("Count", ScalarType.LONG));
            output.add(session.ids().column("Representative", ScalarType.STRING));
        }
        return Rowset.of(new TableFunction(
                List.of(new Project(input.relation(), assignments)),
                new TextReduction(threshold, separators, keepsRows),
                output,
                !keepsRows));
    }

    private boolean keepsRows(ReduceOperator reduce) {
        boolean keepsRows = false;
        for (OperatorParameter parameter : reduce.parameters()) {
            if (parameter.name().startsWith("hint.")) {
                OtherParameters.check(session, "reduce", parameter, List.of("kind"));
                continue;
            }
            boolean source = parameter.name().equals("kind")
                    && (parameter.value() instanceof NameReference name
                            ? name.name().equals("source")
                            : parameter.value() instanceof LiteralExpression
                                    && "source"
                                            .equals(constant(parameter, ScalarType.STRING)
                                                    .value()));
            if (!source) {
                throw unknown(parameter);
            }
            keepsRows = true;
        }
        return keepsRows;
    }

    private double threshold(OperatorParameter property) {
        if (constant(property, ScalarType.REAL).value() instanceof Double number && number >= 0 && number <= 1) {
            return number;
        }
        throw session.error(
                SemanticError.INVALID_VALUE, property.span(), "'reduce' operator: threshold lies between 0 and 1");
    }

    private Literal constant(OperatorParameter property, ScalarType type) {
        ScalarExpression value =
                new ScalarBinder(session, environment, RowScope.empty("reduce")).bind(property.value());
        if (ConstantFolder.convert(value, type) instanceof Literal literal) {
            return literal;
        }
        throw session.error(
                SemanticError.NOT_CONSTANT,
                property.span(),
                "'reduce' operator: '%s' must be a constant".formatted(property.name()));
    }

    private RuntimeException unknown(OperatorParameter parameter) {
        return session.error(
                SemanticError.UNKNOWN_PROPERTY,
                parameter.span(),
                "'reduce' operator: there is no '%s' of this form".formatted(parameter.name()),
                "It has kind=source, threshold and characters");
    }
}
