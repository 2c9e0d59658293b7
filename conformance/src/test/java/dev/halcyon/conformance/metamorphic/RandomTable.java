package dev.halcyon.conformance.metamorphic;

import java.util.List;
import java.util.random.RandomGenerator;

/** A fixture with a column of every type, nulls and awkward values among them; {@code id} counts from 0. */
final class RandomTable {

    static final String HEADER =
            "id:long | n:long | i:int | r:real | m:decimal | s:string | u:string | f:bool | t:datetime | p:timespan | g:guid | d:dynamic";

    private static final List<String> LONGS =
            List.of("0", "1", "-1", "2", "7", "100", "9223372036854775807", "-9223372036854775808");
    private static final List<String> INTS = List.of("0", "1", "-1", "3", "2147483647", "-2147483648");
    private static final List<String> REALS =
            List.of("0.0", "-0.0", "1.5", "-2.25", "1e10", "NaN", "Infinity", "-Infinity", "0.1");
    private static final List<String> DECIMALS = List.of("0", "1.5", "-2.25", "100.001", "0.1");
    private static final List<String> STRINGS = List.of(
            "",
            "error",
            "Error 42",
            "alpha_beta",
            "a",
            "A",
            "É",
            "éü",
            "it's",
            "10.0.0.1",
            "x y",
            " ",
            "true",
            "5",
            "%_\\\\",
            "日本 語");
    private static final List<String> DATETIMES = List.of(
            "2024-02-29T12:00:00Z",
            "2023-12-31T23:59:59.9999999Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.9999999Z",
            "2024-01-01T00:00:00Z");
    private static final List<String> TIMESPANS =
            List.of("00:00:00", "01:00:00", "-01:00:00", "1.00:00:00.0000001", "00:15:00");
    private static final List<String> GUIDS =
            List.of("00000000-0000-0000-0000-000000000000", "74be27de-1e4e-49d9-b579-fe0b331d3642");
    private static final List<String> DYNAMICS = List.of(
            "1",
            "\"a\"",
            "{\"a\":1,\"b\":\"x\"}",
            "[1,2,3]",
            "[]",
            "{}",
            "{\"a\":{\"b\":[true,null]}}",
            "2.5",
            "true",
            "[\"error\",\"a\"]");

    private RandomTable() {}

    /** The text of the fixture. */
    static String text(String name, int rows, RandomGenerator random) {
        StringBuilder text = new StringBuilder("fixture " + name + "\n" + HEADER + "\n");
        for (int id = 0; id < rows; id++) {
            text.append(String.join(
                            " | ",
                            String.valueOf(id),
                            value(LONGS, random),
                            value(INTS, random),
                            value(REALS, random),
                            value(DECIMALS, random),
                            '"' + value(STRINGS, random).replace("null", "") + '"',
                            '"' + STRINGS.get(random.nextInt(STRINGS.size())) + '"',
                            random.nextInt(5) == 0 ? "null" : String.valueOf(random.nextBoolean()),
                            value(DATETIMES, random),
                            value(TIMESPANS, random),
                            value(GUIDS, random),
                            value(DYNAMICS, random)))
                    .append('\n');
        }
        return text.append('\n').toString();
    }

    private static String value(List<String> values, RandomGenerator random) {
        return random.nextInt(6) == 0 ? "null" : values.get(random.nextInt(values.size()));
    }
}
