package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.kql.plan.SchemaMerge;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One schema of several. */
final class SchemaMergeProcedure implements TableProcedure {

    private static final String OUT_OF_ORDER = "ERROR(columns are out of order)";
    private static final int COLUMN_BYTES = 200;

    private final SchemaMerge merge;

    SchemaMergeProcedure(SchemaMerge merge) {
        this.merge = merge;
    }

    /** A column as all schemas together define it. */
    private static final class Merged {
        private final String name;
        private final long first;
        private long greatest;
        private boolean moved;
        private ScalarType type;

        Merged(String name, long ordinal, ScalarType type) {
            this.name = name;
            this.first = ordinal;
            this.greatest = ordinal;
            this.type = type;
        }

        void add(long ordinal, ScalarType other) {
            moved |= ordinal != first;
            greatest = Math.max(greatest, ordinal);
            ScalarType known = type;
            type = common(known, other)
                    .orElseThrow(() ->
                            new QueryFailure("schema_merge(): column '%s' is a %s in one schema and a %s in another"
                                    .formatted(name, known, other)));
        }
    }

    private static Optional<ScalarType> common(ScalarType one, ScalarType other) {
        if (one == other) {
            return Optional.of(one);
        }
        if (one.isNumeric() && other.isNumeric()) {
            List<ScalarType> wider = List.of(ScalarType.INT, ScalarType.LONG, ScalarType.REAL, ScalarType.DECIMAL);
            return Optional.of(wider.get(Math.max(wider.indexOf(one), wider.indexOf(other))));
        }
        return Optional.empty();
    }

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(0);
        Map<String, Merged> columns = new LinkedHashMap<>();
        while (row.next()) {
            guard.step();
            String name = row.getString(0);
            long ordinal = row.isNull(1) ? 0 : row.getLong(1);
            ScalarType type = ScalarType.byName(row.getString(2))
                    .orElseThrow(() -> new QueryFailure(
                            "schema_merge(): column '%s' has the unknown type '%s'".formatted(name, row.getString(2))));
            Merged known = columns.get(name);
            if (known == null) {
                guard.reserve(COLUMN_BYTES + 2L * name.length());
                columns.put(name, new Merged(name, ordinal, type));
            } else {
                known.add(ordinal, type);
            }
        }
        write(columns, output);
    }

    private void write(Map<String, Merged> columns, RowSink output) {
        List<Merged> ordered = new ArrayList<>(columns.values());
        ordered.sort(Comparator.comparingLong(column -> column.greatest));
        long ordinal = 0;
        for (Merged column : ordered) {
            if (!merge.preserveOrder() || !column.moved) {
                output.add(column.name, ordinal++, column.type.dotNetName(), column.type.kqlName());
            }
        }
        for (Merged column : ordered) {
            if (merge.preserveOrder() && column.moved) {
                output.add(column.name, -1L, "ERROR(unknown CSL type:%s)".formatted(OUT_OF_ORDER), OUT_OF_ORDER);
            }
        }
    }
}
