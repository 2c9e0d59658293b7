package dev.halcyon.engine;

import dev.halcyon.kql.bind.DataProbe;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers the binder's questions about the data by running them. */
public final class EngineProbe implements DataProbe {

    private final Engine engine;
    private final Supplier<ExecutionContext> contexts;

    /**
     * @param contexts asked before each run, so that a run gets the time that is left of the request's
     */
    public EngineProbe(Engine engine, Supplier<ExecutionContext> contexts) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.contexts = Objects.requireNonNull(contexts, "contexts");
    }

    @Override
    public List<List<Literal>> rows(Relation relation, int maximumRows) {
        try (RowCursor cursor = engine.execute(relation, contexts.get())) {
            List<Column> columns = cursor.columns();
            List<List<Literal>> rows = new ArrayList<>();
            while (rows.size() < maximumRows && cursor.next()) {
                List<Literal> row = new ArrayList<>();
                for (int index = 0; index < columns.size(); index++) {
                    ScalarType type = columns.get(index).type();
                    row.add(new Literal(type, value(cursor, index, type)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static @Nullable Object value(RowReader row, int column, ScalarType type) {
        if (row.isNull(column)) {
            return null;
        }
        return switch (type) {
            case BOOL -> row.getBoolean(column);
            case INT -> Math.toIntExact(row.getLong(column));
            case LONG, DATETIME, TIMESPAN -> row.getLong(column);
            case REAL -> row.getReal(column);
            case DECIMAL -> row.getDecimal(column);
            case GUID -> row.getGuid(column);
            case STRING, DYNAMIC -> row.getString(column);
        };
    }
}
