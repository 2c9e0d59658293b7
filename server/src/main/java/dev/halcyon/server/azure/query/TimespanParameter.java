package dev.halcyon.server.azure.query;

import dev.halcyon.kql.bind.TimeRange;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.server.http.HttpProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The {@code timespan} of a request (query.md section 2): a duration that ends now, {@code start/end},
 * {@code start/duration} or {@code duration/end}, in ISO 8601. Start and end are inclusive and exclusive; a duration
 * alone includes the present instant.
 */
final class TimespanParameter {

    private final Instant now;

    private TimespanParameter(Instant now) {
        this.now = now;
    }

    /**
     * The range, empty when the text is blank.
     *
     * @throws HttpProblem 400 when the text is no timespan
     */
    static Optional<TimeRange> parse(String text, Instant now) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new TimespanParameter(now).range(stripped));
        } catch (DateTimeException | ArithmeticException e) {
            throw new HttpProblem(
                    400,
                    QueryProblems.invalidProperties(ErrorBody.of("QueryValidationError", "Failed parsing the query")
                            .withDetails(List.of(ErrorBody.of(
                                            "InvalidJsonBody",
                                            ("timespan '%s' is not valid: use an ISO 8601 duration such as P7D, "
                                                            + "or start/end, start/duration, duration/end.")
                                                    .formatted(stripped))
                                    .withTarget("timespan")))));
        }
    }

    /** What both ranges have in common; possibly nothing, then the end is not after the start. */
    static Optional<TimeRange> intersection(Optional<TimeRange> one, Optional<TimeRange> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        long from = Math.max(one.get().fromTicks(), other.get().fromTicks());
        long to = Math.min(one.get().toTicks(), other.get().toTicks());
        return Optional.of(new TimeRange(from, Math.max(from, to)));
    }

    private TimeRange range(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            OffsetDateTime end = now.atOffset(ZoneOffset.UTC);
            return new TimeRange(ticks(shift(end, text, -1)), Math.addExact(ticks(end), 1));
        }
        String left = text.substring(0, slash).strip();
        String right = text.substring(slash + 1).strip();
        if (isDuration(left) && isDuration(right)) {
            throw new DateTimeException("Two durations");
        }
        OffsetDateTime start;
        OffsetDateTime end;
        if (isDuration(left)) {
            end = instant(right);
            start = shift(end, left, -1);
        } else {
            start = instant(left);
            end = isDuration(right) ? shift(start, right, 1) : instant(right);
        }
        if (end.isBefore(start)) {
            throw new DateTimeException("The end is before the start");
        }
        return new TimeRange(ticks(start), ticks(end));
    }

    private static boolean isDuration(String text) {
        return text.startsWith("P") || text.startsWith("p");
    }

    private static OffsetDateTime shift(OffsetDateTime time, String duration, int sign) {
        String text = duration.toUpperCase(Locale.ROOT);
        if (!isDuration(text)) {
            throw new DateTimeException("No duration");
        }
        int clock = text.indexOf('T');
        Period days = clock == 1 ? Period.ZERO : Period.parse(clock < 0 ? text : text.substring(0, clock));
        Duration rest = clock < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(clock));
        if (days.isNegative() || rest.isNegative()) {
            throw new DateTimeException("A negative duration");
        }
        return time.plus(days.multipliedBy(sign)).plus(rest.multipliedBy(sign));
    }

    private static OffsetDateTime instant(String text) {
        // A plus sign of an offset arrives as a blank when the sender did not escape it.
        String repaired = text.replace(' ', text.contains("T") ? '+' : 'T');
        if (repaired.length() == "2024-01-01".length()) {
            return LocalDate.parse(repaired).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        boolean zoned = repaired.endsWith("Z")
                || repaired.endsWith("z")
                || repaired.lastIndexOf('+') > 0
                || repaired.lastIndexOf('-') > "2024-01-01".length();
        return zoned
                ? OffsetDateTime.parse(repaired)
                : LocalDateTime.parse(repaired).atOffset(ZoneOffset.UTC);
    }

    private static long ticks(OffsetDateTime time) {
        return Math.clamp(Ticks.of(time.toInstant()), 0, Ticks.MAXIMUM_DATETIME);
    }
}
