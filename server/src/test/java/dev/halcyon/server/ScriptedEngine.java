package dev.halcyon.server;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.plan.Relation;
import java.util.List;
import java.util.function.Function;

/** An engine whose answers a test writes, for failures that a real engine shows only under duress. */
final class ScriptedEngine implements Engine {

    final MemoryStorage storage = new MemoryStorage();
    volatile Function<Relation, RowCursor> answers = relation -> new ScriptedCursor(List.of());
    volatile boolean closed;

    @Override
    public FunctionSupport functions() {
        return function -> true;
    }

    @Override
    public MemoryStorage storage() {
        return storage;
    }

    @Override
    public RowCursor execute(Relation relation, ExecutionContext context) {
        return answers.apply(relation);
    }

    @Override
    public String explain(Relation relation, ExecutionContext context) {
        return relation.toString();
    }

    @Override
    public void close() {
        closed = true;
    }
}
