package dev.halcyon.cli.tutorial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageFileTest {
    private static List<UsageRow> read(String text) throws IOException {
        return UsageFile.read(new BufferedReader(new StringReader(text)));
    }

    @Test
    void readsColumnsInAnyOrderAndQuotedFields() throws IOException {
        assertThat(
                        read(
                                "\uFEFFActualUsage,Note,TimeGenerated,DataType\r\n1.5,x,2023-03-01T00:00:00Z,\"a, \"\"b\"\"\"\r\n\r\n2e1,\"two\nlines\",2023-03-01 01:00:00,Perf\r\n"))
                .containsExactly(
                        new UsageRow(Instant.parse("2023-03-01T00:00:00Z"), "a, \"b\"", 1.5),
                        new UsageRow(Instant.parse("2023-03-01T01:00:00Z"), "Perf", 20));
    }

    @Test
    void timesHaveTicksAndZones() throws IOException {
        assertThat(read("TimeGenerated,DataType,ActualUsage\n2023-03-01T02:00:00.123456789+02:00,Perf,1\n"))
                .containsExactly(new UsageRow(Instant.parse("2023-03-01T00:00:00.1234567Z"), "Perf", 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                                             | line 1: the file is empty
                    TimeGenerated,DataType                                                         | line 1: column ActualUsage is missing
                    DataType,DataType,TimeGenerated,ActualUsage                                    | line 1: column DataType is there twice
                    TimeGenerated,DataType,ActualUsage                                             | line 1: there is no row
                    TimeGenerated,DataType,ActualUsage;2023-03-01T00:00:00Z,Perf                   | line 2: 2 fields, but the header has 3
                    TimeGenerated,DataType,ActualUsage;yesterday,Perf,1                            | line 2: TimeGenerated 'yesterday' is not a time
                    TimeGenerated,DataType,ActualUsage;2023-03-01,Perf,1                           | line 2: TimeGenerated '2023-03-01' is not a time
                    TimeGenerated,DataType,ActualUsage;;2023-03-01T00:00:00Z,Perf,NaN              | line 3: ActualUsage 'NaN' is not a finite number
                    TimeGenerated,DataType,ActualUsage;2023-03-01T00:00:00Z,Perf,many              | line 2: ActualUsage 'many' is not a finite number
                    TimeGenerated,DataType,ActualUsage;2023-03-01T00:00:00Z,,1                     | line 2: DataType is empty
                    TimeGenerated,DataType,ActualUsage;2023-03-01T00:00Z,P,1;2023-03-01T00:00Z,P,2 | line 3: P at 2023-03-01T00:00:00Z stands on line 2 already
                    TimeGenerated,DataType,ActualUsage;2023-03-01T00:00:00Z,\"Perf,1                | line 2: a quote is opened and not closed
                    """)
    void namesTheLineOfAnError(String text, String message) {
        assertThatThrownBy(() -> read(text.replace(";", "\n").replace("\\\"", "\"")))
                .isInstanceOf(UsageFileException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aSeriesMovesByWholeHours() {
        UsageSeries series = SeriesSource.load(SeriesSource.SYNTHETIC);
        assertThat(series.lastSecond()).isEqualTo(Instant.parse("2023-03-19T23:59:59Z"));
        UsageSeries moved = series.endingAt(Instant.parse("2026-11-21T05:32:10Z"));
        assertThat(moved.lastTime()).isEqualTo(Instant.parse("2026-11-21T05:00:00Z"));
        assertThat(moved.rows()).hasSameSizeAs(series.rows());
    }

    @Test
    void dataTypesOfAFileCannotEndALiteral() {
        assertThat(Kql.strings(List.of("it's", "back\\slash"))).isEqualTo("'it\\'s', 'back\\\\slash'");
    }
}
