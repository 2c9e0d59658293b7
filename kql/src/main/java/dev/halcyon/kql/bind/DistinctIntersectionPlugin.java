package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code dcount_intersect(hll…)}: how many values the first sets have in common, by inclusion and exclusion over the
 * unions that states of {@code hll} can tell.
 */
final class DistinctIntersectionPlugin implements Plugin {

    /** The terms double with each set. */
    private static final int MAXIMUM_SETS = 8;

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(Integer.MAX_VALUE);
        BindingSession session = call.session();
        List<ScalarExpression> sets = new ArrayList<>();
        for (SyntaxExpression argument : call.positional()) {
            ScalarExpression state = call.value(argument);
            if (state.type() != ScalarType.DYNAMIC) {
                throw call.error(SemanticError.ARGUMENT_TYPE, "takes states made by hll(), not a " + state.type());
            }
            sets.add(state);
        }
        if (sets.size() < 2) {
            throw call.error(SemanticError.ARGUMENT_COUNT, "needs at least two sets");
        }
        if (sets.size() > MAXIMUM_SETS) {
            throw call.unsupported("more than %d sets".formatted(MAXIMUM_SETS), "Intersect fewer sets at a time");
        }
        List<Assignment> assignments = new ArrayList<>();
        for (int count = 1; count <= sets.size(); count++) {
            assignments.add(new Assignment(
                    session.ids().column("s" + (count - 1), ScalarType.LONG),
                    intersection(session, sets.subList(0, count))));
        }
        return Rowset.of(new Project(call.input().relation(), assignments));
    }

    private static ScalarExpression intersection(BindingSession session, List<ScalarExpression> sets) {
        ScalarExpression total = Literal.ofLong(0);
        for (int chosen = 1; chosen < 1 << sets.size(); chosen++) {
            List<ScalarExpression> members = new ArrayList<>();
            for (int index = 0; index < sets.size(); index++) {
                if ((chosen & 1 << index) != 0) {
                    members.add(sets.get(index));
                }
            }
            ScalarExpression union = members.size() == 1
                    ? members.getFirst()
                    : new Call(session.catalogue().get(FunctionKind.SCALAR, "hll_merge"), members, ScalarType.DYNAMIC);
            ScalarExpression size = new Call(
                    session.catalogue().get(FunctionKind.SCALAR, "dcount_hll"), List.of(union), ScalarType.LONG);
            total = new Call(
                    session.catalogue().get(FunctionKind.OPERATOR, members.size() % 2 == 1 ? "+" : "-"),
                    List.of(total, size),
                    ScalarType.LONG);
        }
        return new Call(
                session.catalogue().get(FunctionKind.SCALAR, "max_of"),
                List.of(total, Literal.ofLong(0)),
                ScalarType.LONG);
    }
}
