package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process acknowledged is there after it was killed, and nothing else in part. */
class EngineDurabilityTest {

    private static final TableSchema SCHEMA = TableSchema.of("T", new Column("batch", ScalarType.LONG));
    private static final int ROWS = 10;
    private static final int ACKNOWLEDGED = 20;

    @Test
    void acknowledgedRowsSurviveAKill(@TempDir Path folder) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineDurabilityTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Set<Long> acknowledged = new HashSet<>();
        try (BufferedReader output = writer.inputReader()) {
            while (acknowledged.size() < ACKNOWLEDGED) {
                String line = output.readLine();
                assertThat(line).as("the writer's next acknowledgement").isNotNull();
                acknowledged.add(Long.valueOf(line));
            }
        } finally {
            writer.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD)) {
            PlanColumn batch = Plans.column("batch", ScalarType.LONG);
            List<Object> stored = Plans.rows(engine, new TableScan(SCHEMA, List.of(batch))).stream()
                    .<Object>map(row -> String.valueOf(row.getFirst()))
                    .toList();
            for (long number : acknowledged) {
                assertThat(stored.stream().filter(Long.toString(number)::equals))
                        .hasSize(ROWS);
            }
            assertThat(stored.size() % ROWS).isZero();
        }
    }

    /** Appends batches until it is killed, and says when each is stored. */
    public static void main(String[] arguments) {
        try (DuckDbEngine engine = DuckDbEngine.open(Path.of(arguments[0]), DuckDbOptions.STANDARD)) {
            engine.storage().transact(change -> {
                change.createTable(SCHEMA);
                return 0;
            });
            for (long batch = 0; batch < Long.MAX_VALUE; batch++) {
                long number = batch;
                engine.storage().transact(change -> {
                    var builder = RowBlock.builder(SCHEMA.columns());
                    for (int row = 0; row < ROWS; row++) {
                        builder.add(number);
                    }
                    return change.append("T", builder.build());
                });
                System.out.println(number);
                System.out.flush();
            }
        }
    }
}
