package dev.halcyon.kql.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TicksTest {

    @Test
    void datetimesKeepHundredNanoseconds() {
        assertThat(Ticks.of(Instant.EPOCH)).isEqualTo(Ticks.UNIX_EPOCH);
        assertThat(Ticks.datetimeText(0)).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(Ticks.fullDatetimeText(0)).isEqualTo("0001-01-01T00:00:00.0000000Z");
        assertThat(Ticks.datetimeText(Ticks.MAXIMUM_DATETIME)).isEqualTo("9999-12-31T23:59:59.9999999Z");
        Instant instant = Instant.parse("2023-03-19T23:59:59.123456789Z");
        assertThat(Ticks.instant(Ticks.of(instant))).isEqualTo(Instant.parse("2023-03-19T23:59:59.1234567Z"));
        assertThat(Ticks.datetimeText(Ticks.of(Instant.parse("2016-10-26T05:42:34.71Z"))))
                .isEqualTo("2016-10-26T05:42:34.7100000Z");
        assertThat(Ticks.instant(0)).isEqualTo(Instant.parse("0001-01-01T00:00:00Z"));
    }

    @Test
    void timespansAreWrittenTheDotNetWay() {
        assertThat(Ticks.timespanText(0)).isEqualTo("00:00:00");
        assertThat(Ticks.timespanText(
                        Ticks.PER_DAY + 2 * Ticks.PER_HOUR + 3 * Ticks.PER_MINUTE + 4 * Ticks.PER_SECOND + 5_000_000))
                .isEqualTo("1.02:03:04.5000000");
        assertThat(Ticks.timespanText(-Ticks.PER_HOUR)).isEqualTo("-01:00:00");
        assertThat(Ticks.timespanText(Long.MIN_VALUE)).isEqualTo("-10675199.02:48:05.4775808");
        assertThat(Ticks.timespanText(Long.MAX_VALUE)).isEqualTo("10675199.02:48:05.4775807");
    }
}
