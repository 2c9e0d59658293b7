package dev.halcyon.workspace.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.type.Ticks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeReaderTest {

    @ParameterizedTest
    @CsvSource({
        "2025-01-02T03:00:00.000Z, 2025-01-02T03:00:00Z",
        "2026-11-21T01:23:43.506466427, 2026-11-21T01:23:43.5064664Z",
        "2025-01-02T03:00:00.000, 2025-01-02T03:00:00Z",
        "2025-01-02 03:00:00, 2025-01-02T03:00:00Z",
        "2025-01-02T03:00Z, 2025-01-02T03:00:00Z",
        "2025-01-02T03:00:00+02:00, 2025-01-02T01:00:00Z",
        "2025-01-02T03:00:00-0230, 2025-01-02T05:30:00Z",
        "2025-01-02T03:00:00 +01, 2025-01-02T02:00:00Z",
        "2025-01-02, 2025-01-02T00:00:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.99999999Z, 9999-12-31T23:59:59.9999999Z",
        "2024-02-29T00:00:00.1Z, 2024-02-29T00:00:00.1000000Z",
    })
    void textsOfSendersAreRead(String text, String expected) {
        assertThat(Ticks.datetimeText(DatetimeReader.read(text).orElseThrow())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2025-02-29",
                "2025-1-2",
                "2025-01-02T24:00:00Z",
                "2025-01-02T03:60:00Z",
                "2025-01-02T03:00:00.Z",
                "2025-01-02T03:00:00Zjunk",
                "2025-01-02T03:00:00+25:00",
                "0001-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "2025-01-02T",
                "12",
                "２０２５-01-02",
            })
    void otherTextsAreNot(String text) {
        assertThat(DatetimeReader.read(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1672628400, 2023-01-02T03:00:00Z",
        "1672628400123, 2023-01-02T03:00:00.1230000Z",
        "1672628400123456, 2023-01-02T03:00:00.1234560Z",
        "0, 1970-01-01T00:00:00Z",
        "1672628400.5, 2023-01-02T03:00:00.5000000Z",
    })
    void epochNumbersTellTheirUnitBySize(double number, String expected) {
        assertThat(Ticks.datetimeText(DatetimeReader.ofEpoch(number).orElseThrow()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e300, -1e300, -99_999_999_999.0})
    void impossibleEpochNumbersAreNot(double number) {
        assertThat(DatetimeReader.ofEpoch(number)).isEmpty();
    }
}
