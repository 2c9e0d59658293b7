package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.AggregateAssignment;
import dev.halcyon.kql.plan.AggregateCall;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;

/** {@code preview(n)}: two tables, the first rows and the number of all; so it stands only at the end of a query. */
final class PreviewPlugin implements SeveralTablesPlugin {

    @Override
    public Rowset bind(PluginCall call) {
        throw call.error(SemanticError.NOT_ALLOWED_HERE, "gives two tables and stands only at the end of a query");
    }

    @Override
    public List<Rowset> tables(PluginCall call) {
        call.expect(1, "NumberOfRows");
        Rowset input = call.input();
        SyntaxExpression expression = call.required(0, "NumberOfRows");
        Object rows =
                call.constant(expression, ScalarType.LONG, Literal.ofLong(0)).value();
        if (!(rows instanceof Long count) || count < 0) {
            throw call.session()
                    .error(
                            SemanticError.INVALID_VALUE,
                            expression.span(),
                            "preview(): the number of rows must not be negative");
        }
        AggregateCall all = new AggregateCall(
                call.session().catalogue().get(FunctionKind.AGGREGATE, "count"), List.of(), ScalarType.LONG);
        AggregateAssignment total =
                new AggregateAssignment(List.of(call.session().ids().column("Count", ScalarType.LONG)), all);
        return List.of(
                input.with(new Limit(input.relation(), count)),
                Rowset.of(new Aggregate(input.relation(), List.of(), List.of(total))));
    }
}
