package dev.halcyon.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.halcyon.conformance.kqltest.KqlTestFile;
import dev.halcyon.conformance.kqltest.KqlTestRunner;
import dev.halcyon.engine.Engine;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions over the state of scan are computed in Java: they must have the values that the engine gives. */
final class ScanExpressionsTest {

    private static final Engine ENGINE = DuckDbEngine.inMemory(DuckDbOptions.STANDARD);

    /** Cells that rules are about: nulls, zero, signs, the ends of the range, NaN, case, surrogates, invalid texts. */
    private static final String ROWS = """
            fixture Rows
            n:long | a:long | b:long | i:int | r:real | q:real | s:string | u:string | d:dynamic | t:datetime | p:timespan | c:bool
            1 | 7 | 2 | 3 | 1.5 | -2.5 | "Alpha beta" | "alpha" | {"k": 5, "s": "x", "l": [1, "two", null]} | 2024-02-29T12:30:00Z | 01:30:00 | true
            2 | -7 | 2 | -3 | NaN | 2.0 | "" | "" | [3, {"k": 1}] | 0001-01-01T00:00:00Z | -1.00:00:00 | false
            3 | null | 5 | null | null | 0.0 | "éÄ 😀" | "ä" | null | null | null | null
            4 | 9223372036854775807 | -1 | 2147483647 | 1e300 | 1e10 | "12" | "2" | "text" | 9999-12-31T23:59:59.9999999Z | 10675199.02:48:05.4775807 | true
            5 | -9223372036854775808 | -1 | -2147483648 | -0.0 | 0.5 | "2024-01-02" | "2024" | 17 | 2023-12-31T00:00:00Z | 00:00:00.0000001 | false
            6 | 0 | 0 | 0 | -1.0 | 0.0 | "a-b.c" | "B" | true | 2024-01-01T00:00:00Z | 1.00:00:00 | null
            7 | 100 | 30 | 5 | 99.99 | 3.0 | "TRUE" | "true" | {"k": null} | 2024-06-15T08:00:00Z | 00:00:30 | true
            8 | 1 | 1 | 1 | 0.1 | 0.2 | "x" | "y" | {} | 2024-06-15T09:00:00Z | 00:00:31 | false
            """;

    private static final KqlTestRunner RUNNER = new KqlTestRunner(ENGINE, KqlTestFile.parse(ROWS));

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    /** Columns are named with an underscore in front where the value of the row before is meant. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "_a + _b",
                "_a - _b",
                "_a * _b",
                "_a / _b",
                "_a % _b",
                "-_a",
                "_i + _i",
                "_a / 7",
                "_a % 10",
                "_r + _q",
                "_r - _q",
                "_r * _q",
                "_r / _q",
                "_r % _q",
                "_a * 1.5",
                "_a + _r",
                "-_r",
                "_t + _p",
                "_t - _p",
                "_t - datetime(2024-01-01)",
                "_p * 2",
                "_p / 2",
                "_p / 1h",
                "_p % 1h",
                "_p + _p",
                "_a == _b",
                "_a != _b",
                "_a < _b",
                "_a <= 7",
                "_a > _b",
                "_a >= _b",
                "_r == _q",
                "_r != _q",
                "_r < _q",
                "_r >= 0",
                "_s == _u",
                "_s != _u",
                "_s =~ _u",
                "_s !~ _u",
                "_s < _u",
                "_c == true",
                "_t > datetime(2024-01-01)",
                "_a between (0 .. 10)",
                "_r between (0 .. 2)",
                "_t between (datetime(2024-01-01) .. 60d)",
                "_a !between (0 .. 10)",
                "_c and _a > 0",
                "_c or _a > 0",
                "not(_c)",
                "_a in (1, 7)",
                "_a !in (1, 7)",
                "_s in~ ('X', 'true')",
                "_s in (_u, 'x')",
                "_a in (_d)",
                "iff(_c, _a, _b)",
                "case(_a > 5, 'big', _a > 0, 'small', _s)",
                "coalesce(_a, _b, 1)",
                "coalesce(_s, _u)",
                "isnull(_a)",
                "isnotnull(_t)",
                "isempty(_s)",
                "isempty(_d)",
                "isnotempty(_u)",
                "max_of(_a, _b)",
                "min_of(_r, _q)",
                "_s contains _u",
                "_s contains_cs _u",
                "_s startswith _u",
                "_s endswith_cs _u",
                "_s has _u",
                "_s has_cs 'Alpha'",
                "_s !has _u",
                "_s hasprefix 'al'",
                "_s has_any ('beta', 'x')",
                "_s matches regex '^[a-z]'",
                "_s has_all (_u, 'beta')",
                "strcat(_s, '|', _u, _a)",
                "strlen(_s)",
                "tolower(_s)",
                "toupper(_u)",
                "substring(_s, 1, 2)",
                "indexof(_s, _u)",
                "reverse(_s)",
                "replace_string(_s, 'a', 'b')",
                "split(_s, ' ')",
                "trim('a', _s)",
                "strcat_delim('-', _s, _u)",
                "extract('(b)', 1, _s)",
                "tostring(_a)",
                "tostring(_r)",
                "tostring(_t)",
                "tostring(_p)",
                "tostring(_c)",
                "tostring(_d)",
                "tolong(_s)",
                "toint(_a)",
                "toint(_r)",
                "toreal(_s)",
                "tolong(_r)",
                "tobool(_s)",
                "tobool(_a)",
                "todatetime(_s)",
                "totimespan(_a)",
                "todatetime(_a)",
                "tolong(_t)",
                "toreal(_a)",
                "_d.k",
                "_d.l[1]",
                "_d.l[-1]",
                "_d[0]",
                "_d['s']",
                "tostring(_d.s)",
                "tolong(_d.k)",
                "_d.k + 1",
                "gettype(_d)",
                "_d.k == 5",
                "array_length(_d)",
                "pack_array(_a, _s, _r, _c, _t, _p, _d)",
                "bag_pack('x', _a, 'y', _d)",
                "array_concat(pack_array(_a), _d)",
                "bag_merge(_d, dynamic({'z': 1}))",
                "bag_keys(_d)",
                "set_union(pack_array(_a), pack_array(_b))",
                "parse_json(_s)",
                "todynamic(_s).x",
                "bin(_a, 10)",
                "bin(_r, 0.5)",
                "bin(_t, 1d)",
                "bin(_p, 1h)",
                "bin(_a, _b)",
                "abs(_a)",
                "abs(_r)",
                "floor(_r, 1)",
                "startofday(_t)",
                "datetime_diff('day', _t, datetime(2024-01-01))",
                "dayofweek(_t)",
                "format_datetime(_t, 'yyyy-MM-dd')",
                "isnan(_r)",
                "binary_and(_a, 7)",
                "hash(_s)",
                "_a == 7 or isnull(_b)",
                "iff(_a > _b, _t, _t + 1d)"
            })
    void expressionsOverTheState(String expression) {
        String over = expression.replaceAll("\\b_(?=[a-z]\\b)", "s.");
        String before = expression.replaceAll("\\b_([a-z])\\b", "prev($1)");
        var schema = RUNNER.query("Rows | sort by n asc | extend result = %s | project result".formatted(before));
        String type = schema.columns().getFirst().type().kqlName();
        var scanned = RUNNER.query(
                "Rows | sort by n asc | scan declare (result:%s) with (step s: true => result = %s;) | project result"
                        .formatted(type, over));
        assertEquals(cells(schema.rows()), cells(scanned.rows()), expression);
    }

    private static List<@Nullable Object> cells(List<List<@Nullable Object>> rows) {
        List<@Nullable Object> cells = new ArrayList<>();
        // The first row has no row before it: a scan begins with the same nulls.
        for (List<@Nullable Object> row : rows) {
            Object cell = row.getFirst();
            cells.add(
                    cell instanceof Double real && real == 0 ? (Object) 0.0 : Objects.requireNonNullElse(cell, "null"));
        }
        return cells;
    }
}
