package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.Materialized;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Relations that stand in several places of one statement: each is defined once, by name, in front of it (R132). */
final class MaterializedLowering {

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
            definition = new Shared(plan.freshAlias("m"), plan.lower(input));
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
        return QueryBlock.over(outputs, new SqlRelation.Table(List.of(definition.name), alias));
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
