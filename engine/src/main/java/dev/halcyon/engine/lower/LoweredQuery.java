package dev.halcyon.engine.lower;

import dev.halcyon.engine.runtime.table.ExpressionCompiler;
import dev.halcyon.engine.runtime.table.TableProcedure;
import dev.halcyon.engine.runtime.table.TableProcedures;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.TableFunction;
import java.util.List;
import java.util.Objects;

/**
 * A plan as the engine runs it: first the stages in order, then the result, which reads what the stages have written.
 *
 * @param stages empty for most plans
 * @param scans what the scans of stored tables leave out
 */
public record LoweredQuery(List<Stage> stages, SqlRelation result, List<Scan> scans) {
    public LoweredQuery {
        scans = List.copyOf(scans);
        stages = List.copyOf(stages);
        Objects.requireNonNull(result, "result");
    }

    /**
     * A computation in Java between two statements: it reads the inputs and fills a table that later stages and the
     * result read.
     *
     * @param number its place among the stages; {@link PhysicalTables#stage} names its table
     * @param inputs one query for each input of the function
     * @param compiler compiles the expressions of the function's computation
     */
    public record Stage(int number, TableFunction function, List<SqlRelation> inputs, ExpressionCompiler compiler) {
        public Stage {
            Objects.requireNonNull(function, "function");
            inputs = List.copyOf(inputs);
            Objects.requireNonNull(compiler, "compiler");
        }

        /** A new procedure for one run. */
        public TableProcedure procedure() {
            return TableProcedures.of(function, compiler);
        }
    }

    /** What the scan of a table leaves out. */
    public record Scan(String table, PhysicalTables.Skipped skipped) {
        public Scan {
            Objects.requireNonNull(table, "table");
            Objects.requireNonNull(skipped, "skipped");
        }
    }
}
