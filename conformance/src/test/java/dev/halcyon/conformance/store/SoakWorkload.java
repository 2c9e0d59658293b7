package dev.halcyon.conformance.store;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.AppendOptions;
import dev.halcyon.store.Reception;
import dev.halcyon.store.StoreOptions;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.extent.ExtentOptions;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.deletion.Deletion;
import dev.halcyon.workspace.deletion.DeletionFilter;
import dev.halcyon.workspace.query.QueryLimits;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.RunningQuery;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Writers, queries, sealing, merging, retention and deletions all at once in a process of its own, for a given time.
 *
 * <p>Prints a line for each sample: {@code sample SECONDS HEAP RESIDENT FILES ROWS REQUESTS QUERIES CANCELLED DELETIONS},
 * sizes in bytes. Ends with an exception when a row is missing, doubled, too old or there after its deletion.
 */
public final class SoakWorkload {

    private static final String TABLE = "Soak_CL";
    private static final int WRITERS = 3;
    private static final int READERS = 4;
    private static final int ROWS = 20;
    private static final int DAYS = 4;
    private static final Duration PAUSE = Duration.ofMillis(10);

    /** Far more than a deletion takes, which tries again after half a minute. */
    private static final Duration DELETION_TIME = Duration.ofMinutes(3);

    /** Extents leave a day late at most; the rest is for a machine that is busy with other things. */
    private static final Duration LATE = Duration.ofDays(5);

    /** On this clock ten minutes are shorter than an append may take. */
    private static final Duration REPEAT_WINDOW = Duration.ofDays(5);

    private static final StoreOptions OPTIONS = new StoreOptions(
            new AppendOptions(
                    AppendOptions.STANDARD.waitingBytes(), AppendOptions.STANDARD.retryAfter(), REPEAT_WINDOW),
            new ExtentOptions(40_000, Duration.ofHours(2), 4, 2048, 0.1));
    private static final DuckDbOptions ENGINE = new DuckDbOptions(Optional.of("512MB"), 0, 16L << 20);

    private static final List<Column> COLUMNS = List.of(
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("Writer", ScalarType.LONG),
            new Column("Number", ScalarType.LONG),
            new Column("Message", ScalarType.STRING),
            new Column("Properties", ScalarType.DYNAMIC));

    private static final List<String> QUERIES = List.of(
            "Soak_CL | where Message has 'n17' | count",
            "Soak_CL | summarize count(), dcount(Number) by Writer, bin(TimeGenerated, 6h)",
            "Soak_CL | top 50 by TimeGenerated desc | project Message, Properties.region",
            "Soak_CL | summarize avg(toreal(Properties.size)) by tostring(Properties.region)",
            "Soak_CL | make-series Rows = count() on TimeGenerated from ago(3d) to now() step 3h by Writer"
                    + " | extend series_decompose_anomalies(Rows)",
            "Soak_CL | where TimeGenerated > ago(1d) | join kind=inner (Soak_CL | where TimeGenerated > ago(1d)"
                    + " | summarize First = min(Number) by Writer) on Writer | where Number == First | count",
            "Soak_CL | where Message contains 'gateway' | take 2000",
            "Soak_CL | evaluate autocluster()",
            "Soak_CL | order by Message asc | project Message");

    private final Workspace workspace;
    private final DuckDbEngine engine;
    private final Path folder;
    private final WorkspaceClock clock;
    private final long startNanos = System.nanoTime();
    private final long endNanos;
    private final List<SoakLedger> ledgers =
            Stream.generate(SoakLedger::new).limit(WRITERS).toList();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicLong queries = new AtomicLong();
    private final AtomicLong cancelled = new AtomicLong();
    private volatile boolean failed;
    private long deletions;

    private SoakWorkload(Workspace workspace, DuckDbEngine engine, Path folder, WorkspaceClock clock, Duration time) {
        this.workspace = workspace;
        this.engine = engine;
        this.folder = folder;
        this.clock = clock;
        this.endNanos = startNanos + time.toNanos();
    }

    /** Arguments: the data folder, seconds, the seed. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        Path folder = Path.of(arguments[0]);
        WorkspaceClock clock = WorkspaceClock.of(new SoakClock());
        DuckDbEngine engine = DuckDbEngine.open(folder, ENGINE);
        Workspace workspace = Workspace.open(
                engine, new WorkspaceOptions(folder, false, clock, QueryLimits.STANDARD, List.of()).withStore(OPTIONS));
        List<DeclaredColumn> columns = COLUMNS.stream()
                .map(column -> new DeclaredColumn(column.name(), column.type(), ""))
                .toList();
        workspace
                .store()
                .define(TableDefinition.custom(TABLE, "", columns)
                        .withRetention(new Retention(DAYS, DAYS, false, false)));
        workspace.store().startKeeping(Duration.ofMillis(200));
        new SoakWorkload(workspace, engine, folder, clock, Duration.ofSeconds(Long.parseLong(arguments[1])))
                .run(new SplittableRandom(Long.parseLong(arguments[2])));
        workspace.close();
        engine.close();
    }

    private void run(SplittableRandom random) throws IOException, InterruptedException, ExecutionException {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                SplittableRandom own = random.split();
                work.add(threads.submit(() -> write(number, own)));
            }
            for (int reader = 0; reader < READERS; reader++) {
                Caller caller = new Caller("reader " + reader, Caller.owner().grants());
                SplittableRandom own = random.split();
                work.add(threads.submit(() -> read(caller, own)));
            }
            try {
                watch(work, random.split());
            } catch (RuntimeException | ExecutionException e) {
                failed = true;
                throw e;
            }
            for (Future<?> each : work) {
                each.get();
            }
            check();
        }
    }

    private void watch(List<Future<?>> work, SplittableRandom random)
            throws IOException, InterruptedException, ExecutionException {
        while (isOn()) {
            Thread.sleep(3000);
            delete(random);
            check();
            sample();
            for (Future<?> each : work) {
                if (each.isDone() && isOn()) {
                    each.get();
                }
            }
        }
    }

    private boolean isOn() {
        return !failed && System.nanoTime() < endNanos;
    }

    private boolean write(int writer, SplittableRandom random) throws InterruptedException {
        SoakLedger ledger = ledgers.get(writer);
        for (long number = 0; isOn(); number++) {
            long now = clock.nowTicks();
            Reception reception =
                    Reception.at(now).ofRequest(Optional.of("writer %d request %d".formatted(writer, number)));
            RowBlock rows = rows(writer, number, now, random);
            workspace.store().append(TABLE, rows, reception);
            ledger.acknowledge(number, now);
            if (random.nextInt(20) == 0) {
                // Its answer was lost: the same once more.
                workspace.store().append(TABLE, rows, reception);
            }
            requests.incrementAndGet();
            Thread.sleep(PAUSE);
        }
        return true;
    }

    private static RowBlock rows(long writer, long number, long now, SplittableRandom random) {
        RowBlockBuilder rows = RowBlock.builder(COLUMNS);
        for (int row = 0; row < ROWS; row++) {
            // Some rows come late.
            long generated = now - (random.nextInt(10) == 0 ? random.nextLong(Ticks.PER_SECOND * 86_400) : row);
            rows.add(
                    generated,
                    writer,
                    number,
                    "request n%d of user%d refused by gateway-%d"
                            .formatted(number % 1000, random.nextInt(5000), random.nextInt(64)),
                    "{\"region\":\"r%d\",\"size\":%d}".formatted(random.nextInt(5), random.nextInt(1 << 20)));
        }
        return rows.build();
    }

    private boolean read(Caller caller, SplittableRandom random) throws InterruptedException {
        while (isOn()) {
            String text = QUERIES.get(random.nextInt(QUERIES.size()));
            boolean stopped = random.nextInt(10) == 0;
            try (RunningQuery query = workspace.queries().start(request(text, caller))) {
                Thread canceller = stopped
                        ? Thread.startVirtualThread(() -> cancelAfter(query, random.nextInt(30)))
                        : Thread.currentThread();
                long rows = 0;
                try (RowCursor cursor = query.open(0)) {
                    while (cursor.next()) {
                        rows++;
                    }
                } finally {
                    if (stopped) {
                        canceller.join();
                    }
                }
                queries.addAndGet(rows >= 0 ? 1 : 0);
            } catch (EngineException e) {
                if (e.kind() != EngineException.Kind.CANCELLED) {
                    throw new IllegalStateException(text, e);
                }
                cancelled.incrementAndGet();
            }
            Thread.sleep(PAUSE.multipliedBy(2));
        }
        return true;
    }

    private static void cancelAfter(RunningQuery query, int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        query.cancel();
    }

    /** Removes some numbers of one writer, and waits until they are gone. */
    private void delete(SplittableRandom random) throws InterruptedException {
        int writer = random.nextInt(WRITERS);
        SoakLedger ledger = ledgers.get(writer);
        long last = ledger.acknowledged() - 1;
        long first = last - random.nextInt(1, 40);
        if (first < 0 || ledger.expected(first, last) <= last - first) {
            return;
        }
        Deletion deletion = workspace
                .deletions()
                .start(
                        TABLE,
                        List.of(
                                new DeletionFilter("Writer", "==", List.of(Integer.toString(writer))),
                                new DeletionFilter(
                                        "Number", "between", List.of(Long.toString(first), Long.toString(last)))),
                        "soak");
        long limit = System.nanoTime() + DELETION_TIME.toNanos();
        while (workspace.deletions().find(deletion.id()).orElseThrow().status() != Deletion.Status.SUCCEEDED) {
            if (System.nanoTime() > limit) {
                throw new IllegalStateException("Not carried out: "
                        + workspace.deletions().find(deletion.id()).orElseThrow());
            }
            Thread.sleep(PAUSE);
        }
        ledger.delete(first, last);
        deletions++;
    }

    private void check() {
        long since = clock.nowTicks() - DAYS * 86_400L * Ticks.PER_SECOND;
        for (int writer = 0; writer < WRITERS; writer++) {
            SoakLedger ledger = ledgers.get(writer);
            long first = ledger.firstSince(since);
            long acknowledged = ledger.acknowledged();
            long[] found = numbers(
                    "Soak_CL | where Writer == %d and Number >= %d | summarize count(), sum(Number), max(Number)"
                            .formatted(writer, first));
            if (found[0] == 0 && ledger.expected(first, acknowledged) == 0) {
                continue;
            }
            long last = Math.max(found[2], acknowledged);
            require(
                    found[0] == ROWS * ledger.expected(first, last)
                            && found[1] == ROWS * ledger.expectedSum(first, last),
                    "Writer %d, numbers %d to %d: %d rows are there, %d must be"
                            .formatted(writer, first, last, found[0], ROWS * ledger.expected(first, last)));
        }
        long odd = numbers(
                "Soak_CL | summarize Rows = count() by Writer, Number | where Rows != %d | count".formatted(ROWS))[0];
        require(odd == 0, "%d requests are there in part or twice".formatted(odd));
        long[] oldest = numbers("Soak_CL | summarize min(_TimeReceived)");
        long age = (clock.nowTicks() - oldest[0]) / Ticks.PER_SECOND;
        require(
                age <= LATE.plusDays(DAYS).toSeconds(),
                "A row is there %d hours after its arrival".formatted(age / 3600));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalStateException(message);
        }
    }

    private long[] numbers(String text) {
        try (RunningQuery query = workspace.queries().start(request(text, Caller.owner()));
                RowCursor cursor = query.open(0)) {
            long[] numbers = new long[cursor.columns().size()];
            if (cursor.next()) {
                for (int column = 0; column < numbers.length; column++) {
                    numbers[column] = cursor.isNull(column) ? -1 : cursor.getLong(column);
                }
            }
            return numbers;
        }
    }

    private static QueryRequest request(String text, Caller caller) {
        return new QueryRequest(text, Optional.empty(), Duration.ofMinutes(3), caller, RequestValues.NONE);
    }

    private void sample() throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        long rows = numbers("Soak_CL | count")[0];
        System.out.printf(
                "sample %d %d %d %d %d %d %d %d %d extents %d%n",
                (System.nanoTime() - startNanos) / 1_000_000_000L,
                heap,
                resident(),
                files(),
                rows,
                requests.get(),
                queries.get(),
                cancelled.get(),
                deletions,
                engine.storage().extents(TABLE).size());
        System.out.flush();
    }

    /** Resident memory of this process; 0 where the system does not tell. */
    private static long resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
    }

    private long files() throws IOException {
        long sum = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList()) {
                try {
                    sum += Files.isRegularFile(file) ? Files.size(file) : 0;
                } catch (NoSuchFileException _) {
                    // Spilled rows come and go.
                }
            }
        }
        return sum;
    }
}
