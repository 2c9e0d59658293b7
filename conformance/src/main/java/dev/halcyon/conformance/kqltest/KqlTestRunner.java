package dev.halcyon.conformance.kqltest;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineProbe;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.runtime.table.RowValues;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.bind.DataProbe;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.plan.ResultTable;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.kql.type.Ticks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs the cases of one file against an engine of its own, whose stored tables are the file's fixtures. */
public final class KqlTestRunner {

    /** {@code now()} of every case. */
    public static final Instant NOW = Instant.parse("2023-03-19T23:59:59Z");

    private final Engine engine;
    private final Catalog catalog;

    /** Stores the fixtures in the engine. */
    public KqlTestRunner(Engine engine, KqlTestFile file) {
        this.engine = engine;
        Map<String, TableSchema> tables = new LinkedHashMap<>();
        file.fixtures().forEach((name, table) -> {
            TableSchema schema = new TableSchema(name, table.columns(), Set.of());
            engine.storage().transact(transaction -> {
                transaction.createTable(schema);
                return transaction.append(name, block(table));
            });
            tables.put(name, schema);
        });
        this.catalog = new FixtureCatalog(tables);
    }

    private record FixtureCatalog(Map<String, TableSchema> byName) implements Catalog {
        @Override
        public String databaseName() {
            return "tests";
        }

        @Override
        public Optional<TableSchema> table(String name) {
            return Optional.ofNullable(byName.get(name));
        }

        @Override
        public Collection<TableSchema> tables() {
            return byName.values();
        }
    }

    private static RowBlock block(ExpectedTable table) {
        RowBlockBuilder builder = RowBlock.builder(table.columns());
        for (List<String> row : table.rows()) {
            @Nullable Object[] values = new Object[row.size()];
            for (int index = 0; index < values.length; index++) {
                values[index] =
                        Cell.value(row.get(index), table.columns().get(index).type());
            }
            builder.add(values);
        }
        return builder.build();
    }

    /**
     * Runs a case.
     *
     * @throws AssertionError that shows query, expected and actual table
     */
    public void run(KqlTestCase test) {
        switch (test.expectation()) {
            case Expectation.Tables(List<Expectation.Rows> expected, List<Expectation.Failure> warnings) -> {
                QueryPlan plan = bind(test.query());
                compare(test, plan, expected);
                for (Expectation.Failure warning : warnings) {
                    if (plan.warnings().stream().noneMatch(given -> says(given, warning))) {
                        fail(test, "Expected %s, warnings are %s".formatted(warning, plan.warnings()));
                    }
                }
            }
            case Expectation.Failure(String code, String text) -> {
                try {
                    ActualTable actual = query(test.query());
                    fail(test, "Expected %s, got rows:\n%s".formatted(code, actual));
                } catch (KqlException e) {
                    if (!says(e.first(), new Expectation.Failure(code, text))) {
                        fail(test, "Expected %s '%s', got %s".formatted(code, text, e.first()));
                    }
                } catch (EngineException e) {
                    String message = String.valueOf(e.getMessage());
                    if (!code.equals(e.kind().name()) || !message.contains(text)) {
                        fail(test, "Expected %s '%s', got %s %s".formatted(code, text, e.kind(), message));
                    }
                }
            }
        }
    }

    /**
     * Runs a case whose answer the language leaves open: it has as many rows as expected.
     *
     * @throws AssertionError when it has not
     */
    public void answers(KqlTestCase test) {
        int rows = query(test.query()).rows().size();
        if (test.expectation() instanceof Expectation.Tables tables
                && tables.tables().getFirst().table().rows().size() != rows) {
            fail(test, "%d rows".formatted(rows));
        }
    }

    private void compare(KqlTestCase test, QueryPlan plan, List<Expectation.Rows> expected) {
        for (int index = 0; index < Math.min(expected.size(), plan.results().size()); index++) {
            ResultTable result = plan.results().get(index);
            Expectation.Rows rows = expected.get(index);
            if (!rows.name().orElse(result.name()).equals(result.name())) {
                fail(test, "Table %d is called %s".formatted(index + 1, result.name()));
            }
            ActualTable actual = rows(result);
            int number = index + 1;
            TableComparison.compare(rows.table(), actual, rows.comparison())
                    .ifPresent(difference ->
                            fail(test, "table %d: %s%n%s".formatted(number, difference, show(rows.table(), actual))));
        }
        if (expected.size() != plan.results().size()) {
            fail(
                    test,
                    "Expected %d tables, the answer has %d"
                            .formatted(expected.size(), plan.results().size()));
        }
    }

    private static boolean says(Diagnostic given, Expectation.Failure expected) {
        String said = given.message() + " " + (given.hint() == null ? "" : given.hint());
        String[] code = expected.code().split("@", 2);
        String place = given.span().start() + "+" + given.span().length();
        return given.code().equals(code[0])
                && (code.length == 1 || code[1].equals(place))
                && said.contains(expected.text());
    }

    private static void fail(KqlTestCase test, String message) {
        throw new AssertionError("line %d, %s%n%s%n%s".formatted(test.line(), test.name(), test.query(), message));
    }

    private static String show(ExpectedTable expected, ActualTable actual) {
        return "expected:\n%s\n%s\nactual:\n%s"
                .formatted(
                        expected.columns(),
                        String.join(
                                "\n",
                                expected.rows().stream().map(List::toString).toList()),
                        actual);
    }

    /** The first result of a query. */
    public ActualTable query(String text) {
        return rows(bind(text).results().getFirst());
    }

    private static ExecutionContext execution() {
        return ExecutionContext.of(Ticks.of(NOW), QueryBudget.STANDARD);
    }

    private QueryPlan bind(String text) {
        ExecutionContext execution = execution();
        DataProbe probe = new EngineProbe(engine, () -> execution);
        return Binder.bind(
                KqlParser.parse(text),
                new BindingContext(catalog, engine.functions(), Ticks.of(NOW), Optional.empty(), Optional.of(probe)));
    }

    private ActualTable rows(ResultTable result) {
        try (RowCursor cursor = engine.execute(result.relation(), execution())) {
            List<Column> columns = cursor.columns();
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (cursor.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int index = 0; index < columns.size(); index++) {
                    row.add(RowValues.read(cursor, index));
                }
                rows.add(row);
            }
            return new ActualTable(columns, rows);
        }
    }
}
