package dev.halcyon.kql.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Datetimes from text (R6, R35). */
class DatetimeTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2014-05-25T08:20:03.123456Z | 2014-05-25T08:20:03.1234560Z",
                "2014-05-25T08:20:03.123456 | 2014-05-25T08:20:03.1234560Z",
                "2014-05-25 08:20:03.1234567 | 2014-05-25T08:20:03.1234567Z",
                "2014-05-25 08:20:03.123456789 | 2014-05-25T08:20:03.1234567Z",
                "2014-05-25T08:20 | 2014-05-25T08:20:00Z",
                "2014-11-08 15:55:55.123456Z | 2014-11-08T15:55:55.1234560Z",
                "2014-11-08 15:55 | 2014-11-08T15:55:00Z",
                "2014-11-08 | 2014-11-08T00:00:00Z",
                "2014-11 | 2014-11-01T00:00:00Z",
                "2014 | 2014-01-01T00:00:00Z",
                "2020-01-01T00:00:00+02:00 | 2019-12-31T22:00:00Z",
                "2020-01-01 00:00:00 -0530 | 2020-01-01T05:30:00Z",
                "Sat, 8 Nov 14 15:05:02 GMT | 2014-11-08T15:05:02Z",
                "Sat, 8 Nov 14 15:05 GMT | 2014-11-08T15:05:00Z",
                "8 Nov 14 15:05:02 GMT | 2014-11-08T15:05:02Z",
                "8 Nov 14 15:05 | 2014-11-08T15:05:00Z",
                "Saturday, 08-Nov-14 15:05:02 GMT | 2014-11-08T15:05:02Z",
                "Saturday, 08-Nov-14 15:05 UTC | 2014-11-08T15:05:00Z",
                "08-Nov-14 15:05:02 GMT | 2014-11-08T15:05:02Z",
                "Nov 8 2014 15:05 | 2014-11-08T15:05:00Z",
                "2/17/2016 8:40:01 PM | 2016-02-17T20:40:01Z",
                "01-01-2022 | 2022-01-01T00:00:00Z",
                "2016/02/17 08:40:00 | 2016-02-17T08:40:00Z",
                "2025, 6, 14 | 2025-06-14T00:00:00Z",
                "2017 - 08 - 01 | 2017-08-01T00:00:00Z",
                "0001-01-01 | 0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.9999999 | 9999-12-31T23:59:59.9999999Z",
                "2020-02-29 | 2020-02-29T00:00:00Z",
            })
    void reads(String text, String expected) {
        OptionalLong ticks = DatetimeText.parse(text);
        assertThat(ticks).as(text).isPresent();
        assertThat(Ticks.datetimeText(ticks.getAsLong())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2020-13-01",
                "2021-02-29",
                "2020-01-01T24:00",
                "2020-01-01T10:60",
                "2020-01-01T10:00:60",
                "0000-01-01",
                "10000-01-01",
                "8:00",
                "Foo 8 2014",
                "9999-12-31T23:59:59-01:00",
                "0001-01-01T00:00:00+01:00",
                "2020-01-01T10:00:00.",
                "2020-01-01T10:00:1.2.3",
                "20200101",
            })
    void refuses(String text) {
        assertThat(DatetimeText.parse(text)).as(text).isEmpty();
    }
}
