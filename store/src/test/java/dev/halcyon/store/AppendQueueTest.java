package dev.halcyon.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.ExtentRewrite;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.Space;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.extent.ExtentOptions;
import dev.halcyon.store.extent.OpenExtents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AppendQueueTest {

    private static final int REQUESTS = 400;

    @Test
    void requestsShareTransactionsAndABadOneFailsAlone() throws InterruptedException {
        CountingStorage storage = new CountingStorage();
        AppendQueue queue = queue(storage, AppendOptions.STANDARD);
        int failed = 0;
        long stored = 0;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> work = new ArrayList<>();
            for (int index = 0; index < REQUESTS; index++) {
                String table = index % 50 == 7 ? "bad" : "good";
                work.add(() -> queue.append(
                        List.of(new TableRows(table, row())), Optional.empty(), transaction -> {}, () -> {}));
            }
            for (Future<Long> answer : clients.invokeAll(work)) {
                try {
                    stored += answer.get();
                } catch (ExecutionException e) {
                    assertThat(e).hasMessageContaining("no table bad");
                    failed++;
                }
            }
        }
        assertThat(failed).isEqualTo(8);
        assertThat(stored).isEqualTo(REQUESTS - 8);
        assertThat(storage.committedRows).isEqualTo(stored);
        assertThat(storage.transactions).isLessThan(REQUESTS);
    }

    @Test
    void whatFindsNoRoomBesideWaitingRowsIsRefused() throws InterruptedException, ExecutionException {
        CountingStorage storage = new CountingStorage();
        AppendQueue queue = queue(storage, new AppendOptions(100, Duration.ofSeconds(3), Duration.ZERO));
        List<TableRows> rows = List.of(new TableRows("good", row()), new TableRows("good", row()));
        assertThat(rows.getFirst().bytes()).isLessThan(100);
        CountDownLatch storing = new CountDownLatch(1);
        CountDownLatch refused = new CountDownLatch(1);
        List<TableRows> large = Collections.nCopies(20, rows.getFirst());
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // Alone it is taken, although it is larger than the room.
            Future<Long> first = clients.submit(() -> queue.append(
                    large,
                    Optional.empty(),
                    transaction -> {
                        storing.countDown();
                        await(refused);
                    },
                    () -> {}));
            await(storing);
            assertThatThrownBy(() -> queue.append(rows, Optional.empty(), transaction -> {}, () -> {}))
                    .isInstanceOfSatisfying(
                            AppendRefusedException.class,
                            e -> assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(3)));
            refused.countDown();
            assertThat(first.get()).isEqualTo(20);
        }
        assertThat(queue.append(rows, Optional.empty(), transaction -> {}, () -> {}))
                .isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AppendQueue queue(Storage storage, AppendOptions options) {
        return new AppendQueue(
                storage,
                new OpenExtents(storage, ExtentOptions.STANDARD),
                new RepeatedRequests(options.repeatWindow()),
                options,
                WorkspaceClock.real());
    }

    private static RowBlock row() {
        return RowBlock.builder(List.of(new Column("x", ScalarType.LONG)))
                .add(1L)
                .build();
    }

    /** Counts; the transaction's rows count only when it commits. */
    private static final class CountingStorage implements Storage, StorageTransaction {
        private int transactions;
        private long committedRows;
        private long pendingRows;

        @Override
        public <T> T transact(Function<StorageTransaction, T> work) {
            transactions++;
            pendingRows = 0;
            T result = work.apply(this);
            try {
                Thread.sleep(2);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            committedRows += pendingRows;
            return result;
        }

        @Override
        public long append(String table, RowBlock rows) {
            if (table.equals("bad")) {
                throw new IllegalStateException("no table bad");
            }
            pendingRows += rows.rowCount();
            return rows.rowCount();
        }

        @Override
        public List<Extent> extents(String table) {
            return List.of();
        }

        @Override
        public Space space() {
            return new Space(0, 0);
        }

        @Override
        public void releaseSpace() {}

        @Override
        public long openRows(String table) {
            return 0;
        }

        @Override
        public long rewrite(ExtentRewrite rewrite) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void closeExtent(String table) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void archiveExtents(String table, Set<Long> extents) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void reviveExtents(String table, Set<Long> extents) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dropExtents(String table, Set<Long> extents) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<TableSchema> tables() {
            return List.of();
        }

        @Override
        public void createTable(TableSchema table) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addColumns(String table, List<Column> columns) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void dropTable(String table) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void putDocument(String collection, String key, String json) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addDocument(String collection, String key, String json) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<String> document(String collection, String key) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> documents(String collection) {
            return Map.of();
        }

        @Override
        public void deleteDocument(String collection, String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void deleteDocuments(String collection, String from, String to) {
            throw new UnsupportedOperationException();
        }
    }
}
