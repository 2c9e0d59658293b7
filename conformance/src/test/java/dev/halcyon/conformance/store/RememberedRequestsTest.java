package dev.halcyon.conformance.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.Reception;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests that are sent again, over restarts, and how they are forgotten. */
class RememberedRequestsTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final RowBlock ROW = RowBlock.builder(List.of(new Column("Computer", ScalarType.STRING)))
            .add("a")
            .build();

    @TempDir
    Path folder;

    private interface Work {
        void with(DuckDbEngine engine, WorkspaceStore store);
    }

    private void at(long seconds, Work work) {
        WorkspaceClock clock = WorkspaceClock.pinnedAt(START.plusSeconds(seconds));
        try (DuckDbEngine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD);
                WorkspaceStore store = WorkspaceStore.open(engine.storage(), StoreOptions.STANDARD, clock)) {
            work.with(engine, store);
        }
    }

    private static void send(WorkspaceStore store, String request) {
        store.append("Perf", ROW, Reception.at(Ticks.of(START)).ofRequest(Optional.of(request)));
    }

    private static long stored(DuckDbEngine engine, WorkspaceStore store) {
        return StoredRows.number(engine, store.catalog(), "Perf | count");
    }

    private static Map<String, String> documents(DuckDbEngine engine) {
        return engine.storage().transact(transaction -> transaction.documents("requests"));
    }

    @Test
    void requestsAreKnownOverRestartsAndForgottenAfterTheWindow() {
        at(0, (engine, store) -> send(store, "a"));
        at(300, (engine, store) -> {
            send(store, "a");
            send(store, "b");
            store.keep();
            assertThat(stored(engine, store)).isEqualTo(2);
            assertThat(documents(engine)).hasSize(2);
        });
        at(700, (engine, store) -> {
            store.keep();
            assertThat(documents(engine)).hasSize(1);
            send(store, "b");
            assertThat(stored(engine, store)).isEqualTo(2);
            send(store, "a");
            assertThat(stored(engine, store)).isEqualTo(3);
        });
        at(2000, (engine, store) -> {
            store.keep();
            assertThat(documents(engine)).isEmpty();
        });
    }

    @Test
    void requestsOfAnEarlierReleaseAreKnownAndForgottenToo() {
        at(
                0,
                (engine, store) -> engine.storage().transact(transaction -> {
                    transaction.putDocument(
                            "requests",
                            "0b5a7a9e-0000-4000-8000-000000000000",
                            "{\"ticks\":%d,\"rows\":{\"a\":1}}".formatted(Ticks.of(START)));
                    return true;
                }));
        at(300, (engine, store) -> {
            send(store, "a");
            store.keep();
            assertThat(documents(engine)).hasSize(1);
            assertThat(stored(engine, store)).isZero();
        });
        at(700, (engine, store) -> {
            send(store, "b");
            store.keep();
            assertThat(documents(engine)).hasSize(1);
            assertThat(documents(engine).values().toString()).contains("\"b\"").doesNotContain("\"a\"");
        });
    }
}
