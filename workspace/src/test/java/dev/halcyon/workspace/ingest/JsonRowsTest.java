package dev.halcyon.workspace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halcyon.engine.storage.ColumnValues;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.workspace.ingest.IngestionException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {

    @Test
    void undeclaredPropertiesAreDroppedAndMissingOnesAreNull() {
        RowBlock rows = read("""
                [{"A": 1, "Extra": {"deep": [1, {"x": 2}]}, "B": "x"}, {"B": "y"}, {}]
                """, new Column("A", ScalarType.INT), new Column("B", ScalarType.STRING));
        assertThat(rows.rowCount()).isEqualTo(3);
        assertThat(cell(rows, 0, 0)).isEqualTo("1");
        assertThat(cell(rows, 0, 1)).isNull();
        assertThat(cell(rows, 1, 1)).isEqualTo("y");
        assertThat(cell(rows, 1, 2)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "null",
            value = {
                "-1.0 | INT | -1",
                "\"12\" | INT | 12",
                "1.5 | INT | null",
                "2147483648 | INT | null",
                "true | INT | 1",
                "9223372036854775807 | LONG | 9223372036854775807",
                "9223372036854775808 | LONG | null",
                "1e3 | LONG | 1000",
                "1e999999999 | LONG | null",
                "12.75 | REAL | 12.75",
                "\"12.75\" | REAL | 12.75",
                "\"NaN\" | REAL | NaN",
                "\"-Infinity\" | REAL | -Infinity",
                "{} | REAL | null",
                "12.50 | STRING | 12.50",
                "true | STRING | true",
                "{\"b\": 1, \"a\": 2.50} | STRING | {\"b\":1,\"a\":2.50}",
                "\"TRUE\" | BOOL | true",
                "0 | BOOL | false",
                "\"maybe\" | BOOL | null",
                "{\"b\": 1, \"a\": [2.50, null]} | DYNAMIC | {\"b\":1,\"a\":[2.50,null]}",
                "\"{\\\"x\\\": 1}\" | DYNAMIC | {\"x\":1}",
                "\"{broken}\" | DYNAMIC | \"{broken}\"",
                "\"plain\" | DYNAMIC | \"plain\"",
                "null | DYNAMIC | null",
                "3 | DYNAMIC | 3",
                "\"74be27de-1e4e-49d9-b579-fe0b331d3642\" | GUID | 74be27de-1e4e-49d9-b579-fe0b331d3642",
                "\"1-1-1-1-1\" | GUID | null",
            })
    void valuesTakeTheColumnsType(String json, ScalarType type, @Nullable String expected) {
        String value = json == null ? "null" : json;
        RowBlock rows = read("[{\"C\": " + value + "}]", new Column("C", type));
        assertThat(cell(rows, 0, 0)).isEqualTo(expected);
    }

    @Test
    void datetimesComeAsTextOrEpoch() {
        RowBlock rows = read(
                "[{\"T\":\"2026-11-21T01:23:43.506466427\"},{\"T\":1672628400000},{\"T\":\"yesterday\"},{\"T\":true}]",
                new Column("T", ScalarType.DATETIME));
        ColumnValues.Longs values = (ColumnValues.Longs) rows.values().getFirst();
        assertThat(Ticks.datetimeText(values.values()[0])).isEqualTo("2026-11-21T01:23:43.5064664Z");
        assertThat(Ticks.datetimeText(values.values()[1])).isEqualTo("2023-01-02T03:00:00Z");
        assertThat(values.nulls()).containsExactly(false, false, true, true);
    }

    @Test
    void longFieldsAreCutAtAWholeCharacter() {
        RowBlock rows = read("[{\"S\":\"" + "é".repeat(40_000) + "x\"}]", new Column("S", ScalarType.STRING));
        String text = Objects.requireNonNull(cell(rows, 0, 0));
        assertThat(text).hasSize(32_768).doesNotContain("x");
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSize(FieldLimit.BYTES);
    }

    @Test
    void fieldsThatWereCutAreNamed() {
        String exact = "x".repeat(FieldLimit.BYTES);
        String body = "[{\"Fits\":\"%s\",\"Long\":\"%sy\",\"Bag\":{\"a\":\"%s\"},\"Text\":{\"a\":\"%s\"}}]"
                .formatted(exact, exact, exact, exact);
        JsonRows.Body read = JsonRows.parse(
                body.getBytes(StandardCharsets.UTF_8),
                List.of(
                        new Column("Fits", ScalarType.STRING),
                        new Column("Long", ScalarType.STRING),
                        new Column("Bag", ScalarType.DYNAMIC),
                        new Column("Text", ScalarType.STRING)));
        assertThat(read.cut()).containsExactlyInAnyOrder("Long", "Bag", "Text");
    }

    @Test
    void ofARepeatedPropertyTheLastCounts() {
        RowBlock rows = read("[{\"A\":1,\"A\":2}]", new Column("A", ScalarType.LONG));
        assertThat(cell(rows, 0, 0)).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"A\":1}",
                "[1]",
                "[{}",
                "[{\"A\":}]",
                "[{}] x",
                "[{}][{}]",
                "null",
                "[null]",
                "[{\"A\":NaN}]",
                "[{'A':1}]",
            })
    void whatIsNoArrayOfObjectsIsRefused(String body) {
        assertThat(refused(body)).isEqualTo(Reason.INVALID_JSON);
    }

    @Test
    void nestingBombsAreRefused() {
        assertThat(refused("[{\"A\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}]"))
                .isEqualTo(Reason.INVALID_JSON);
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] body = "[{\"A\":\"?\"}]".getBytes(StandardCharsets.UTF_8);
        body[7] = (byte) 0xff;
        assertThat(catchThrowableOfType(
                                IngestionException.class,
                                () -> JsonRows.read(body, List.of(new Column("A", ScalarType.STRING))))
                        .reason())
                .isEqualTo(Reason.INVALID_JSON);
    }

    private static Reason refused(String body) {
        return catchThrowableOfType(IngestionException.class, () -> read(body, new Column("A", ScalarType.STRING)))
                .reason();
    }

    private static RowBlock read(String body, Column... columns) {
        return JsonRows.read(body.getBytes(StandardCharsets.UTF_8), List.of(columns));
    }

    private static @Nullable String cell(RowBlock rows, int column, int row) {
        ColumnValues values = rows.values().get(column);
        if (values.isNull(row)) {
            return null;
        }
        Object value = switch (values) {
            case ColumnValues.Bools bools -> bools.values()[row];
            case ColumnValues.Longs longs -> longs.values()[row];
            case ColumnValues.Reals reals -> reals.values()[row];
            case ColumnValues.Decimals decimals -> decimals.values()[row];
            case ColumnValues.Guids guids -> guids.values()[row];
            case ColumnValues.Texts texts -> texts.values()[row];
        };
        return String.valueOf(value);
    }
}
