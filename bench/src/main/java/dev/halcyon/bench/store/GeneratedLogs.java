package dev.halcyon.bench.store;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import java.util.List;

/** Log rows made from their numbers: ten columns, a message of about 150 bytes with an id of its own, a JSON column. */
final class GeneratedLogs {

    static final String TABLE = "Generated_CL";

    /** 2026-01-01. */
    static final long START = 639_028_224_000_000_000L;

    /** Ten days hold ten million rows. */
    static final long STEP = 10 * Ticks.PER_DAY / 10_000_000;

    static final List<Column> COLUMNS = List.of(
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("Level", ScalarType.STRING),
            new Column("Host", ScalarType.STRING),
            new Column("Service", ScalarType.STRING),
            new Column("RequestId", ScalarType.STRING),
            new Column("Message", ScalarType.STRING),
            new Column("Status", ScalarType.LONG),
            new Column("DurationMs", ScalarType.REAL),
            new Column("UserId", ScalarType.LONG),
            new Column("Properties", ScalarType.DYNAMIC));

    private static final String[] LEVELS = {"info", "info", "info", "debug", "warning", "info", "info", "info"};
    private static final String[] SERVICES = {"checkout", "catalog", "payment", "login", "search", "mail"};
    private static final String[] REGIONS = {"north", "south", "east", "west"};

    private GeneratedLogs() {}

    private static long mixed(long number) {
        long mixed = number * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        return mixed ^ (mixed >>> 27);
    }

    private static int below(long number, int salt, int bound) {
        return (int) Long.remainderUnsigned(mixed(number * 31 + salt), bound);
    }

    static long time(long row) {
        return START + row * STEP;
    }

    /** One row in fifty is an error. */
    static String level(long row) {
        return below(row, 1, 50) == 0 ? "error" : LEVELS[below(row, 2, LEVELS.length)];
    }

    static String host(long row) {
        return "host-" + below(row, 3, 200);
    }

    static String service(long row) {
        return SERVICES[below(row, 4, SERVICES.length)];
    }

    static String requestId(long row) {
        return "%016x".formatted(mixed(row + 17));
    }

    static String message(long row) {
        boolean failed = level(row).equals("error");
        return "%s request %s of user %d to /api/v1/%s/items/%d on %s took %d ms and sent %d bytes with status %d (%s)"
                .formatted(
                        failed ? "error: could not finish" : "served",
                        requestId(row),
                        user(row),
                        service(row),
                        below(row, 5, 5000),
                        host(row),
                        (long) duration(row),
                        below(row, 6, 100_000),
                        status(row),
                        failed ? "timeout while waiting for the upstream connection" : "connection kept for the next");
    }

    static long status(long row) {
        return level(row).equals("error") ? 500 + below(row, 7, 4) : 200;
    }

    static double duration(long row) {
        return below(row, 8, 2_000_000) / 1000.0;
    }

    static long user(long row) {
        return below(row, 9, 1_000_000);
    }

    static String properties(long row) {
        return "{\"region\":\"%s\",\"attempt\":%d,\"bytes\":%d}"
                .formatted(REGIONS[below(row, 10, REGIONS.length)], below(row, 11, 4), below(row, 6, 100_000));
    }

    static Object[] cells(long row) {
        return new Object[] {
            time(row),
            level(row),
            host(row),
            service(row),
            requestId(row),
            message(row),
            status(row),
            duration(row),
            user(row),
            properties(row)
        };
    }
}
