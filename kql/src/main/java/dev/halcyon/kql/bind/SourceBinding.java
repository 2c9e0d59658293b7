package dev.halcyon.kql.bind;

import dev.halcyon.kql.bind.ColumnTuples.TupleColumn;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.RangeTable;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.syntax.EvaluateOperator;
import dev.halcyon.kql.syntax.FindOperator;
import dev.halcyon.kql.syntax.MacroExpandOperator;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.PrintOperator;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.RangeOperator;
import dev.halcyon.kql.syntax.SearchOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.UnionOperator;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Operators that start a pipe: {@code print}, {@code range}, {@code union}; and {@code getschema}. */
final class SourceBinding {

    private final BindingSession session;
    private final Environment environment;

    SourceBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(QueryOperator operator) {
        session.require(operator);
        if (operator instanceof PrintOperator print) {
            return print(print);
        }
        if (operator instanceof RangeOperator range) {
            return range(range);
        }
        if (operator instanceof UnionOperator union) {
            return new UnionBinding(session, environment).bind(Optional.empty(), union);
        }
        if (operator instanceof EvaluateOperator evaluate) {
            return new EvaluateBinding(session, environment).bind(Optional.empty(), evaluate);
        }
        if (operator instanceof SearchOperator search) {
            return new SearchBinding(session, environment).bind(Optional.empty(), search);
        }
        if (operator instanceof FindOperator find) {
            return new FindBinding(session, environment).bind(find);
        }
        if (operator instanceof MacroExpandOperator macro) {
            throw macroExpand(session, macro);
        }
        throw session.unsupported(
                operator.span(),
                "Operator '%s' as a source".formatted(OperatorNames.of(operator)),
                "Start with a table, print, range, datatable or union");
    }

    static RuntimeException macroExpand(BindingSession session, MacroExpandOperator macro) {
        return session.unsupported(
                macro.span(),
                "Operator 'macro-expand'",
                "There are no other clusters or databases here; write the query once for each table and join them with union");
    }

    /** R73: unnamed values are {@code print_0}, {@code print_1}, … by position. */
    private Rowset print(PrintOperator print) {
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.empty("print"));
        ColumnTuples tuples = new ColumnTuples(session, environment, scalars);
        NameAllocator names = new NameAllocator();
        Set<String> written = new HashSet<>();
        List<Assignment> assignments = new ArrayList<>();
        for (int index = 0; index < print.expressions().size(); index++) {
            SyntaxExpression expression = print.expressions().get(index);
            String standard = "print_" + index;
            List<TupleColumn> columns = tuples.bind(expression, true)
                    .orElseGet(() -> List.of(new TupleColumn(
                            NamedValues.name(expression), true, scalars.bind(NamedValues.value(session, expression)))));
            for (TupleColumn column : columns) {
                if (column.name().isPresent()
                        && expression instanceof NamedExpression
                        && !written.add(column.name().get())) {
                    throw session.error(
                            SemanticError.DUPLICATE_NAME,
                            expression.span(),
                            "'print' operator: a column named '%s' is already defined here"
                                    .formatted(column.name().get()));
                }
                String name = names.allocate(column.name().orElse(standard));
                ScalarExpression value = column.value();
                assignments.add(new Assignment(session.ids().column(name, value.type()), value));
            }
        }
        return Rowset.of(new Project(tuples.over(new SingleRow()), assignments));
    }

    private Rowset range(RangeOperator range) {
        ScalarBinder scalars = new ScalarBinder(session, environment, RowScope.empty("range"));
        ScalarExpression from = scalars.bind(range.from());
        ScalarExpression to = scalars.bind(range.to());
        ScalarExpression step = scalars.bind(range.step());
        ScalarType type = TypeRules.comparison(from.type(), to.type())
                .filter(common -> common.isNumeric() || common == ScalarType.DATETIME || common == ScalarType.TIMESPAN)
                .orElseThrow(() -> session.error(
                        SemanticError.OPERAND_TYPE,
                        range.span(),
                        "'range' operator: cannot run from a %s to a %s".formatted(from.type(), to.type())));
        ScalarType stepType = type == ScalarType.DATETIME ? ScalarType.TIMESPAN : type;
        if (type.isNumeric() && step.type().isNumeric()) {
            type = TypeRules.widestNumber(type, step.type());
            stepType = type;
        }
        boolean fits = stepType == step.type()
                || step.type() == ScalarType.DYNAMIC
                || (stepType.isNumeric() && step.type().isNumeric());
        if (!fits) {
            throw session.error(
                    SemanticError.OPERAND_TYPE,
                    range.step().span(),
                    "'range' operator: the step is a %s, expected a %s".formatted(step.type(), stepType));
        }
        PlanColumn column = session.ids().column(range.column().text(), type);
        return Rowset.of(new RangeTable(
                        column,
                        ConstantFolder.convert(from, type),
                        ConstantFolder.convert(to, type),
                        ConstantFolder.convert(step, stepType)))
                .withSerialized(true);
    }

    /** {@code getschema}: the columns of the input as rows (R14, R82). */
    Rowset schema(Rowset input) {
        List<PlanColumn> columns = List.of(
                session.ids().column("ColumnName", ScalarType.STRING),
                session.ids().column("ColumnOrdinal", ScalarType.LONG),
                session.ids().column("DataType", ScalarType.STRING),
                session.ids().column("ColumnType", ScalarType.STRING));
        List<List<Literal>> rows = new ArrayList<>();
        for (PlanColumn column : input.visibleColumns()) {
            rows.add(List.of(
                    Literal.ofString(column.name()),
                    Literal.ofLong(rows.size()),
                    Literal.ofString(column.type().dotNetName()),
                    Literal.ofString(column.type().kqlName())));
        }
        return Rowset.of(new InlineTable(columns, rows)).withSerialized(true);
    }
}
