package dev.halcyon.server.azure.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.kql.bind.TimeRange;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.server.http.HttpProblem;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimespanParameterTest {

    private static final Instant NOW = Instant.parse("2024-03-08T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "P7D, 2024-03-01T12:00:00Z, 2024-03-08T12:00:00.0000001Z",
        "PT24H, 2024-03-07T12:00:00Z, 2024-03-08T12:00:00.0000001Z",
        "PT604800.0S, 2024-03-01T12:00:00Z, 2024-03-08T12:00:00.0000001Z",
        "p1dt12h, 2024-03-07T00:00:00Z, 2024-03-08T12:00:00.0000001Z",
        "P1M, 2024-02-08T12:00:00Z, 2024-03-08T12:00:00.0000001Z",
        "P2W, 2024-02-23T12:00:00Z, 2024-03-08T12:00:00.0000001Z",
        "2024-01-01T00:00Z/2024-01-01T03:00Z, 2024-01-01T00:00:00Z, 2024-01-01T03:00:00Z",
        "2024-01-01T00:00:00.000Z/2024-01-02T00:00:00.000Z, 2024-01-01T00:00:00Z, 2024-01-02T00:00:00Z",
        "2024-01-01T01:00:00+01:00/2024-01-02T00:00:00, 2024-01-01T00:00:00Z, 2024-01-02T00:00:00Z",
        "2024-01-01T01:00:00 01:00/2024-01-02, 2024-01-01T00:00:00Z, 2024-01-02T00:00:00Z",
        "2024-01-01/PT6H, 2024-01-01T00:00:00Z, 2024-01-01T06:00:00Z",
        "PT6H/2024-01-01T06:00Z, 2024-01-01T00:00:00Z, 2024-01-01T06:00:00Z",
        "2024-01-01T00:00:00.123456789Z/P1D, 2024-01-01T00:00:00.1234567Z, 2024-01-02T00:00:00.1234567Z",
        "P9999Y, 0001-01-01T00:00:00Z, 2024-03-08T12:00:00.0000001Z",
    })
    void formsThatClientsSend(String text, String from, String to) {
        TimeRange range = TimespanParameter.parse(text, NOW).orElseThrow();
        assertThat(Ticks.datetimeText(range.fromTicks())).isEqualTo(from);
        assertThat(Ticks.datetimeText(range.toTicks())).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void blankIsNoFilter(String text) {
        assertThat(TimespanParameter.parse(text, NOW)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7d",
                "P",
                "PT",
                "-P1D",
                "P-1D",
                "P1D/P2D",
                "2024-01-02/2024-01-01",
                "2024-01-01",
                "x/y",
                "/",
                "P1D/",
                "2024-01-01T00:00Z/2024-01-01T03:00Z/P1D",
                "PT99999999999999999999H",
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> TimespanParameter.parse(text, NOW))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.status()).isEqualTo(400);
                    assertThat(problem.body().code()).isEqualTo("BadArgumentError");
                    assertThat(problem.body().json().toString()).contains("QueryValidationError", "timespan");
                });
    }

    @Test
    void twoRangesIntersect() {
        Optional<TimeRange> one = Optional.of(new TimeRange(10, 20));
        assertThat(TimespanParameter.intersection(one, Optional.empty())).isEqualTo(one);
        assertThat(TimespanParameter.intersection(Optional.empty(), one)).isEqualTo(one);
        assertThat(TimespanParameter.intersection(one, Optional.of(new TimeRange(15, 30))))
                .contains(new TimeRange(15, 20));
        assertThat(TimespanParameter.intersection(one, Optional.of(new TimeRange(25, 30))))
                .contains(new TimeRange(25, 25));
    }
}
