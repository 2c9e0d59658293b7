package dev.halcyon.kql.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Timespans from text (R5, R35). */
class TimespanTextTest {
    @ParameterizedTest
    @CsvSource({
        "1.02:03:04.5, 1.02:03:04.5000000",
        "13:00, 13:00:00",
        "1d, 1.00:00:00",
        "90s, 00:01:30",
        "-1.5h, -01:30:00",
        "15 seconds, 00:00:15",
        "10, 00:00:00.0000010",
        "-00:00:00.0000001, -00:00:00.0000001",
    })
    void converts(String text, String expected) {
        assertThat(Ticks.timespanText(TimespanText.parse(text).orElseThrow())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "1.5",
                "24:00",
                "1:60",
                "1:2:60",
                "1w",
                "1:2:3:4",
                "--1d",
                "1..5d",
                "99999999999d",
                "1e5"
            })
    void refuses(String text) {
        assertThat(TimespanText.parse(text)).as(text).isEmpty();
    }

    @Test
    void aNumberAloneIsDaysInALiteral() {
        assertThat(TimespanText.parseLiteral("2")).hasValue(2 * Ticks.PER_DAY);
        assertThat(TimespanText.parseLiteral("0.5")).hasValue(12 * Ticks.PER_HOUR);
    }

    @Test
    void printedTimespansAreReadBack() {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        System.out.println("TimespanTextTest seed: " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            long ticks = random.nextLong() >> random.nextInt(63);
            assertThat(TimespanText.parse(Ticks.timespanText(ticks)))
                    .as("seed %d, ticks %d", seed, ticks)
                    .isEqualTo(OptionalLong.of(ticks));
        }
        for (long ticks : new long[] {Long.MIN_VALUE, Long.MAX_VALUE, 0, -1}) {
            assertThat(TimespanText.parse(Ticks.timespanText(ticks))).hasValue(ticks);
        }
    }
}
