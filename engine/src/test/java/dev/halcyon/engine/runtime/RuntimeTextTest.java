package dev.halcyon.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import dev.halcyon.kql.type.Ticks;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text forms, both ways: R13, R31 to R35, R41, R54, R66. */
class RuntimeTextTest {

    @ParameterizedTest
    @CsvSource({
        "1.0, 1.0",
        "1500.0, 1500.0",
        "100000000000.0, 1.0E11",
        "-0.0, -0.0",
        "0.0001, 1.0E-4",
        "1e-05, 1.0E-5",
        "1e+16, 1.0E16"
    })
    void realsHaveTheShortestText(String text, double value) {
        assertThat(NumberText.real(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {"' 5 ', 5", "0x1F, 31", "-7, -7", "1.5, null", "1e3, null", "'', null"})
    void longsAreParsedStrictly(String text, Long value) {
        assertThat(NumberText.parseLong(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-01-01, 2020-01-01T00:00:00.0000000Z",
        "2020-01-01T10:20:30.1234567Z, 2020-01-01T10:20:30.1234567Z",
        "2020-01-01 10:20+02:00, 2020-01-01T08:20:00.0000000Z",
        "0001-01-01, 0001-01-01T00:00:00.0000000Z",
        "9999-12-31T23:59:59.9999999Z, 9999-12-31T23:59:59.9999999Z"
    })
    void datetimesAreReadAndWritten(String text, String canonical) {
        Long ticks = ConversionFunctions.datetime(text);
        assertThat(ticks).isNotNull();
        assertThat(Ticks.fullDatetimeText(ticks == null ? -1 : ticks)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-02-30", "no date", "", "2020-01-01T25:00"})
    void whatIsNoDatetimeIsNull(String text) {
        assertThat(ConversionFunctions.datetime(text)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"1d, 1.00:00:00", "90s, 00:01:30", "1.02:03:04.5, 1.02:03:04.5000000", "-01:01:01, -01:01:01"})
    void timespansAreReadAndWritten(String text, String canonical) {
        Long ticks = ConversionFunctions.timespan(text);
        assertThat(ticks).isNotNull();
        assertThat(Ticks.timespanText(ticks == null ? 0 : ticks)).isEqualTo(canonical);
    }

    @Test
    void hashesAreXxHash64() {
        assertThat(XxHash64.of("World".getBytes(StandardCharsets.UTF_8))).isEqualTo(1846988464401551951L);
        assertThat(XxHash64.of(new byte[100])).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\":1,\"a\":[1.10,2e5,null,true,\"x\\ny\"]}", "[]", "\"é\"", "-0.5"})
    void jsonIsWrittenAsItWasRead(String json) {
        assertThat(JsonText.parse(json).orElseThrow().write()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1,]", "01", "1.", "nul", "\"a", "{'a':1}", "[1] 2", "\"\\q\""})
    void whatIsNoJsonIsNotRead(String json) {
        assertThat(JsonText.parse(json)).isEmpty();
    }

    @Test
    void patternsAreTranslatedAndChecked() {
        assertThat(RegexSyntax.translate("^\\d+[\\w-]$")).isEqualTo("^\\p{Nd}+[\\p{L}\\p{M}\\p{Nd}\\p{Pc}-]$");
        assertThatThrownBy(() -> RegexSyntax.translate("(a"))
                .isInstanceOf(EngineException.class)
                .hasMessageStartingWith("'(a' is not a regular expression");
        assertThatThrownBy(() -> RegexSyntax.translate("a(?=b)")).isInstanceOf(EngineException.class);
    }

    @Test
    void termsEndWhereLettersAndDigitsEnd() {
        assertThat(StringFunctions.hasTerm("alpha_beta", "alpha", true, true)).isTrue();
        assertThat(StringFunctions.hasTerm("alphabeta", "alpha", true, true)).isFalse();
        assertThat(StringFunctions.hasTerm("alphabeta", "alpha", true, false)).isTrue();
        assertThat(StringFunctions.hasTerm("alphabeta alpha", "alpha", true, true))
                .isTrue();
        assertThat(StringFunctions.hasTerm("anything", "", true, true)).isTrue();
    }
}
