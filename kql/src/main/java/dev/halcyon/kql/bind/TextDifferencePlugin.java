package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TextDifference;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;

/** {@code diffpatterns_text(text, condition, minTokens, threshold, maxTokens)} (series.md, section 7). */
final class TextDifferencePlugin implements Plugin {

    private static final int MOST_TOKENS = 20;

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(5);
        PlanColumn text = call.column(call.required(0, "TextColumn"));
        ScalarExpression condition = call.value(call.required(1, "BooleanCondition"));
        if (text.type() != ScalarType.STRING || condition.type() != ScalarType.BOOL) {
            throw call.error(SemanticError.ARGUMENT_TYPE, "compares the texts of a string column by a condition");
        }
        TextDifference difference =
                new TextDifference((int) number(call, 2, 0, 200, 1), number(call, 3, 1e-6, 1, 0.05), (int)
                        number(call, 4, 1, MOST_TOKENS, MOST_TOKENS));
        ColumnIds ids = call.session().ids();
        Project input = new Project(
                call.input().relation(),
                List.of(
                        new Assignment(ids.column("#text", ScalarType.STRING), new ColumnReference(text)),
                        new Assignment(ids.column("#condition", ScalarType.BOOL), condition)));
        List<PlanColumn> output = List.of(
                ids.column("Count_of_True", ScalarType.LONG),
                ids.column("Count_of_False", ScalarType.LONG),
                ids.column("Percent_of_True", ScalarType.REAL),
                ids.column("Percent_of_False", ScalarType.REAL),
                ids.column("Pattern", ScalarType.STRING));
        return Rowset.of(new TableFunction(List.of(input), difference, output, true));
    }

    private static double number(PluginCall call, int position, double least, double greatest, double standard) {
        List<SyntaxExpression> positional = call.positional();
        if (position >= positional.size()
                || (call.value(positional.get(position)) instanceof Literal literal && "~".equals(literal.value()))) {
            return standard;
        }
        Literal value = call.constant(positional.get(position), ScalarType.REAL, Literal.ofReal(standard));
        if (value.value() instanceof Double number && number >= least && number <= greatest) {
            return number;
        }
        throw call.error(
                SemanticError.INVALID_VALUE,
                "takes a number from %s to %s as argument %d".formatted(least, greatest, position + 1));
    }
}
