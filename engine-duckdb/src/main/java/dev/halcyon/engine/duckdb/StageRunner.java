package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.lower.LoweredQuery.Stage;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.engine.runtime.table.ComputationGuard;
import dev.halcyon.engine.runtime.table.MemoryPool;
import dev.halcyon.engine.runtime.table.TableInputs;
import dev.halcyon.engine.sql.SqlStatement;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Runs the stages of a query one after the other on the query's connection. */
final class StageRunner {

    private final DuckDBConnection connection;
    private final RunningQuery query;
    private final MemoryPool memory;
    private final Optional<Path> spill;
    private final boolean analyzing;

    /**
     * @param spill the folder for what memory does not hold
     * @param analyzing whether each input is first run under EXPLAIN ANALYZE, to learn why one fails
     */
    StageRunner(
            DuckDBConnection connection,
            RunningQuery query,
            MemoryPool memory,
            Optional<Path> spill,
            boolean analyzing) {
        this.connection = connection;
        this.query = query;
        this.memory = memory;
        this.spill = spill;
        this.analyzing = analyzing;
    }

    void run(List<Stage> stages) throws SQLException {
        for (Stage stage : stages) {
            run(stage);
        }
    }

    private void run(Stage stage) throws SQLException {
        query.check();
        try (ComputationGuard guard = new ComputationGuard(query::check, memory, spill)) {
            StageTable output = new StageTable(
                    columns(stage.function().columns()), stage.function().ordered(), guard);
            try (Inputs inputs = new Inputs(stage)) {
                stage.procedure().run(inputs, output, guard);
            } catch (QueryFailure e) {
                throw new EngineException(Kind.QUERY, e.userMessage(), e);
            } catch (InputFailure e) {
                throw e.failure;
            } catch (EngineException e) {
                throw e;
            } catch (RuntimeException | StackOverflowError e) {
                throw new EngineException(
                        Kind.INTERNAL,
                        "%s failed".formatted(stage.function().computation().name()),
                        e);
            }
            output.write(stage.number(), connection);
        }
    }

    private static List<Column> columns(List<PlanColumn> columns) {
        return columns.stream().map(PlanColumn::column).toList();
    }

    /** Carries the database's failure through a procedure. */
    private static final class InputFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final SQLException failure;

        InputFailure(SQLException failure) {
            super(failure);
            this.failure = failure;
        }
    }

    /** The inputs of a stage; one is open at a time, as the connection streams one result. */
    private final class Inputs implements TableInputs, AutoCloseable {

        private final Stage stage;
        private @Nullable ResultRows open;

        Inputs(Stage stage) {
            this.stage = stage;
        }

        @Override
        public RowReader open(int input) {
            try {
                close();
                Relation relation = stage.function().inputs().get(input);
                SqlStatement sql = SqlWriter.write(stage.inputs().get(input), DuckDbDialect.INSTANCE);
                if (analyzing) {
                    DuckDbEngine.analyze(sql, connection, query);
                }
                SqlCall statement = SqlCall.open(sql, connection);
                ResultRows rows = ResultRows.run(statement, columns(relation.columns()), query);
                open = rows;
                return rows;
            } catch (SQLException e) {
                throw new InputFailure(e);
            }
        }

        @Override
        public void close() throws SQLException {
            ResultRows rows = open;
            open = null;
            if (rows != null) {
                rows.close();
            }
        }
    }
}
