package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlOrder;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Relations that stand in several places of one statement: each is defined once, by name, in front of it (R132). */
final class MaterializedLowering {

    private static final PlanColumn ROW = new PlanColumn(-1, "#row", ScalarType.LONG);

    /** A definition and how often it is read. */
    private static final class Shared {
        private final String name;
        private final QueryBlock block;
        private int uses;

        Shared(String name, QueryBlock block) {
            this.name = name;
            this.block = block;
        }
    }

    private final IdentityHashMap<Relation, Shared> shared = new IdentityHashMap<>();
    private final List<Shared> inOrder = new ArrayList<>();

    QueryBlock lower(Materialized materialized, PlanLowering plan) {
        Relation input = materialized.input();
        Shared definition = shared.get(input);
        if (definition == null) {
            QueryBlock block = plan.lower(input);
            definition = new Shared(plan.freshAlias("m"), materialized.ordered() ? numbered(block, plan) : block);
            shared.put(input, definition);
            // Behind what it reads itself, which was defined while it was lowered.
            inOrder.add(definition);
        }
        definition.uses++;
        String alias = plan.freshAlias("t");
        List<PlanColumn> defined = definition.block.columns();
        List<String> names = QueryBlock.names(defined);
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < materialized.columns().size(); index++) {
            int position = defined.indexOf(input.columns().get(index));
            outputs.add(new Output(
                    materialized.columns().get(index), new SqlExpression.Column(alias, names.get(position))));
        }
        QueryBlock rows = QueryBlock.over(outputs, new SqlRelation.Table(List.of(definition.name), alias));
        SqlExpression row = new SqlExpression.Column(alias, names.getLast());
        return materialized.ordered() ? rows.withOrder(List.of(new SqlOrder(row, false, false))) : rows;
    }

    /** The rows of a stored definition come in no order, so those of an ordered one bear their number. */
    private static QueryBlock numbered(QueryBlock block, PlanLowering plan) {
        QueryBlock ordered = plan.nest(block);
        List<Output> outputs = new ArrayList<>(ordered.outputs());
        outputs.add(new Output(
                ROW,
                new SqlExpression.Window(
                        new SqlExpression.Function("row_number", List.of()), List.of(), List.of(), "")));
        return ordered.withWindows(outputs, List.of());
    }

    /** The statement with its definitions. */
    SqlRelation around(SqlRelation body) {
        if (inOrder.isEmpty()) {
            return body;
        }
        return new SqlRelation.With(
                inOrder.stream()
                        .map(each -> new SqlRelation.Definition(each.name, each.block.select(), each.uses > 1))
                        .toList(),
                body);
    }
}
