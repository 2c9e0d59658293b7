package dev.halcyon.cli.tutorial;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A usage series to work on.
 *
 * @param name for people, such as {@code synthetic}
 * @param unit of the quantities, such as {@code MB}
 * @param dataTypes in the order they first appear in the file
 * @param rows at least one, sorted by time and data type, no key twice
 */
public record UsageSeries(String name, String unit, List<String> dataTypes, List<UsageRow> rows) {
    public UsageSeries {
        dataTypes = List.copyOf(dataTypes);
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("A series has at least one row.");
        }
    }

    /** The series of rows in any order. */
    static UsageSeries of(String name, String unit, List<UsageRow> rows) {
        LinkedHashSet<String> types = new LinkedHashSet<>();
        rows.forEach(row -> types.add(row.dataType()));
        List<UsageRow> sorted = rows.stream()
                .sorted(Comparator.comparing(UsageRow::time).thenComparing(UsageRow::dataType))
                .toList();
        return new UsageSeries(name, unit, List.copyOf(types), sorted);
    }

    public Instant firstTime() {
        return rows.getFirst().time();
    }

    public Instant lastTime() {
        return rows.getLast().time();
    }

    /** The last second of the last row's hour: the time at which the series is four full weeks old. */
    public Instant lastSecond() {
        return hour(lastTime()).plus(Duration.ofHours(1)).minusSeconds(1);
    }

    /** The series moved by whole hours, so that its last hour is the hour of the given time. */
    public UsageSeries endingAt(Instant time) {
        Duration shift = Duration.between(hour(lastTime()), hour(time));
        return new UsageSeries(
                name,
                unit,
                dataTypes,
                rows.stream()
                        .map(row -> new UsageRow(row.time().plus(shift), row.dataType(), row.quantity()))
                        .toList());
    }

    private static Instant hour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }
}
