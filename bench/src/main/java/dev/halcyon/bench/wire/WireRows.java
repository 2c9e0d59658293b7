package dev.halcyon.bench.wire;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bodies of rows, made before the clock starts. */
final class WireRows {

    private static final String[] LEVELS = {"Debug", "Info", "Warning", "Error"};
    private static final String[] REGIONS = {"north", "south", "east", "west"};
    private static final String[] VERBS = {"opened", "closed", "refused", "renewed", "lost"};

    private final Random random;

    WireRows(long seed) {
        this.random = new Random(seed);
    }

    /** A body and how many rows it holds. */
    record Body(byte[] bytes, int rows) {}

    /** A body of so many rows, or of as many as the size takes. */
    Body body(int mostRows, int mostBytes) {
        StringBuilder text = new StringBuilder("[");
        int rows = 0;
        while (rows < mostRows) {
            int before = text.length();
            text.append(rows == 0 ? "" : ",");
            row(text);
            if (text.length() + 1 > mostBytes) {
                text.setLength(before);
                break;
            }
            rows++;
        }
        return new Body(text.append(']').toString().getBytes(StandardCharsets.US_ASCII), rows);
    }

    private void row(StringBuilder text) {
        int user = random.nextInt(100_000);
        text.append("{\"TimeGenerated\":\"2025-01-%02dT%02d:%02d:%02d.%03dZ\",\"Level\":\"%s\","
                .formatted(
                        1 + random.nextInt(28),
                        random.nextInt(24),
                        random.nextInt(60),
                        random.nextInt(60),
                        random.nextInt(1000),
                        LEVELS[random.nextInt(4)]));
        text.append("\"Message\":\"Connection of user %d to gateway-%d was %s after %d attempts\","
                .formatted(user, random.nextInt(64), VERBS[random.nextInt(5)], random.nextInt(9)));
        text.append("\"DurationMs\":").append(random.nextInt(1_000_000) / 1000.0);
        text.append(",\"UserId\":").append(user);
        text.append(",\"Bytes\":").append(random.nextInt(1 << 24));
        text.append(",\"Status\":").append(200 + random.nextInt(4) * 100);
        text.append(",\"Ok\":").append(random.nextBoolean());
        text.append(",\"Region\":\"").append(REGIONS[random.nextInt(4)]);
        text.append("\",\"Properties\":{\"retry\":").append(random.nextInt(4)).append("}}");
    }
}
