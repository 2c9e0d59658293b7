package dev.halcyon.workspace.query;

import dev.halcyon.engine.Engine;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.bind.DataProbe;
import dev.halcyon.kql.bind.Dialect;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.bind.TimeRange;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.rule.TransformationCompiler;
import java.util.List;
import java.util.Optional;

/** KQL text to plans, against what the engine can run. */
public final class QueryCompiler implements TransformationCompiler {

    private final Engine engine;
    private final WorkspaceClock clock;

    public QueryCompiler(Engine engine, WorkspaceClock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * The plan of a query.
     *
     * @param probe answers what only the data know, within the request's limits
     * @param dialect what of the language the query may use
     * @throws dev.halcyon.kql.diagnostic.KqlException when it does not compile
     */
    QueryPlan compile(
            String text,
            Catalog catalog,
            long nowTicks,
            Optional<TimeRange> timeRange,
            DataProbe probe,
            RequestValues values,
            Dialect dialect) {
        BindingContext context = new BindingContext(
                catalog, engine.functions(), nowTicks, timeRange, Optional.of(probe), values, dialect);
        return Binder.bind(KqlParser.parse(text), context);
    }

    @Override
    public Relation compile(String text, List<Column> source, Catalog catalog) {
        BindingContext context = new BindingContext(catalog, engine.functions(), clock.nowTicks(), Optional.empty());
        return Binder.bindTransformation(KqlParser.parse(text), source, context);
    }
}
