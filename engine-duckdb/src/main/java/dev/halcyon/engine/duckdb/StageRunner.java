package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.RowReader;
import dev.halcyon.engine.duckdb.vector.TextCodes;
import dev.halcyon.engine.lower.LoweredQuery.Stage;
import dev.halcyon.engine.runtime.QueryFailure;
import dev.halcyon.engine.runtime.table.CodedInput;
import dev.halcyon.engine.runtime.table.ComputationGuard;
import dev.halcyon.engine.runtime.table.MemoryPool;
import dev.halcyon.engine.runtime.table.TableInputs;
import dev.halcyon.engine.runtime.table.TextDictionary;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.engine.sql.SqlRelation.Item;
import dev.halcyon.engine.sql.SqlStatement;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Runs the stages of a query one after the other on the query's connection. */
final class StageRunner {

    /** The name of an input whose texts become codes. */
    private static final String CODED = "coded";

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
            Inputs inputs = new Inputs(stage, guard);
            try (inputs) {
                stage.procedure().run(inputs, output, guard);
            } catch (QueryFailure e) {
                throw new EngineException(Kind.QUERY, e.userMessage(), e);
            } catch (InputFailure e) {
                inputs.checkCodes();
                throw e.failure;
            } catch (EngineException e) {
                inputs.checkCodes();
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
        private final ComputationGuard guard;
        private final List<TextCodes> codes = new ArrayList<>();
        private @Nullable ResultRows open;

        Inputs(Stage stage, ComputationGuard guard) {
            this.stage = stage;
            this.guard = guard;
        }

        @Override
        public RowReader open(int input) {
            Relation relation = stage.function().inputs().get(input);
            return open(stage.inputs().get(input), columns(relation.columns()));
        }

        @Override
        public CodedInput openCoded(int input, int from) {
            List<Column> columns =
                    new ArrayList<>(columns(stage.function().inputs().get(input).columns()));
            List<String> names = new ArrayList<>();
            List<Item> items = new ArrayList<>();
            Map<Integer, TextDictionary> dictionaries = new HashMap<>();
            for (int index = 0; index < columns.size(); index++) {
                String name = "c" + index;
                SqlExpression value = new SqlExpression.Column(CODED, name);
                if (index >= from && columns.get(index).type() == ScalarType.STRING) {
                    TextCodes dictionary = TextCodes.open(guard::reserve);
                    codes.add(dictionary);
                    dictionaries.put(index, dictionary);
                    columns.set(index, new Column(columns.get(index).name(), ScalarType.LONG));
                    value = new SqlExpression.Function(
                            TextCodes.FUNCTION, List.of(new SqlExpression.Constant(dictionary.id()), value));
                }
                names.add(name);
                items.add(new Item(value, name));
            }
            SqlRelation coded = SqlRelation.Select.of(
                    items, new SqlRelation.Derived(stage.inputs().get(input), CODED, names));
            return new CodedInput(open(coded, columns), dictionaries);
        }

        private RowReader open(SqlRelation input, List<Column> columns) {
            try {
                end();
                SqlStatement sql = SqlWriter.write(input, DuckDbDialect.INSTANCE);
                if (analyzing) {
                    DuckDbEngine.analyze(sql, connection, query);
                }
                SqlCall statement = SqlCall.open(sql, connection);
                ResultRows rows = ResultRows.run(statement, columns, query);
                open = rows;
                return rows;
            } catch (SQLException e) {
                throw new InputFailure(e);
            }
        }

        /** No statement calls for codes any more when they are forgotten. */
        @Override
        public void close() throws SQLException {
            try {
                end();
            } finally {
                codes.forEach(TextCodes::close);
            }
        }

        private void end() throws SQLException {
            ResultRows rows = open;
            open = null;
            if (rows != null) {
                rows.close();
            }
        }

        /** Fails like the coding of texts, when that is why a statement failed. */
        void checkCodes() {
            for (TextCodes each : codes) {
                RuntimeException failure = each.failure();
                if (failure != null) {
                    throw failure;
                }
            }
        }
    }
}
