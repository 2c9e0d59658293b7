package dev.halcyon.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The {@code kql_*} functions that DuckDB computes itself. Each uses its arguments once where it can: a macro is
 * expanded before it runs, and an argument that stands twice doubles with every level of nesting.
 */
final class DuckDbMacros {

    /**
     * A macro.
     *
     * @param signature name and parameters
     * @param rule the rule it keeps
     * @param body what it computes
     */
    record Macro(String signature, String rule, String body) {}

    private static final String LAST_TICK = "3155378975999999999";

    static final List<Macro> ALL = List.of(
            // Whole numbers.
            new Macro("kql_add(a, b)", "R27", "kql_wrap(CAST(a AS HUGEINT) + b)"),
            new Macro("kql_subtract(a, b)", "R27", "kql_wrap(CAST(a AS HUGEINT) - b)"),
            new Macro("kql_multiply(a, b)", "R27", "kql_wrap(CAST(a AS HUGEINT) * CAST(b AS HUGEINT))"),
            new Macro("kql_quotient(a, b)", "R28: for a divisor that is neither 0 nor -1", "a // b"),
            new Macro("kql_divide(a, b)", "R28", "kql_wrap(CAST(a AS HUGEINT) // nullif(b, 0))"),
            new Macro("kql_remainder(a, b)", "R29", "((a % nullif(b, 0)) + abs(b)) % abs(nullif(b, 0))"),
            new Macro(
                    "kql_remainder_long(a, b)",
                    "R29: with room for the sum where 64 bits might not do",
                    "CASE WHEN b BETWEEN -2147483648 AND -2 OR b BETWEEN 1 AND 2147483647"
                            + " THEN ((a % b) + abs(b)) % abs(b)"
                            + " ELSE CAST(kql_remainder(CAST(a AS HUGEINT), CAST(b AS HUGEINT)) AS BIGINT) END"),
            new Macro("kql_absolute(x)", "R27", "kql_wrap(abs(CAST(x AS HUGEINT)))"),
            new Macro(
                    "kql_low_32(x)",
                    "R31: the low 32 bits of a long",
                    "CAST((((x & 4294967295) + 2147483648) & 4294967295) - 2147483648 AS INTEGER)"),
            new Macro("kql_and(a, b)", "", "a & b"),
            new Macro("kql_or(a, b)", "", "a | b"),
            new Macro("kql_not(a)", "", "~a"),
            // Bins.
            new Macro("kql_bin_ticks(x, size)", "R37: for ticks that are not negative", "x - x % size"),
            new Macro(
                    "kql_bin(x, size)",
                    "R37; null below the range",
                    "CASE WHEN size > 0 THEN CASE WHEN x >= size - 9223372036854775807"
                            + " THEN x - CASE WHEN x % size < 0 THEN x % size + size ELSE x % size END"
                            + " ELSE TRY_CAST(CAST(x AS HUGEINT) - ((CAST(x AS HUGEINT) % size) + size) % size"
                            + " AS BIGINT) END END"),
            new Macro("kql_bin_real(x, size)", "R37", "CASE WHEN size > 0 THEN floor(x / size) * size END"),
            new Macro(
                    "kql_bin_decimal(x, size)",
                    "R37: decimal digits stay exact",
                    "CASE WHEN size > 0 THEN x - ((x % size) + size) % size END"),
            new Macro(
                    "kql_bin_at(x, size, point)",
                    "R37; null outside the range",
                    "CASE WHEN size > 0 THEN TRY_CAST(CAST(x AS HUGEINT)"
                            + " - (((CAST(x AS HUGEINT) - point) % size) + size) % size AS BIGINT) END"),
            new Macro("kql_bin_at_real(x, size, point)", "R37", "kql_bin_real(x - point, size) + point"),
            new Macro(
                    "kql_bin_number(x, base, size)",
                    "R114",
                    "CASE WHEN size > 0 THEN (x - base - (((x - base) % size) + size) % size) // size END"),
            new Macro(
                    "kql_bin_number_real(x, base, size)",
                    "R114",
                    "CASE WHEN size > 0 THEN CAST(floor((x - base) / size) AS BIGINT) END"),
            new Macro(
                    "kql_bin_end(x, base, size)",
                    "R114: the first bin that begins at x or later",
                    "kql_bin_number(x + size - 1, base, size)"),
            new Macro(
                    "kql_bin_end_real(x, base, size)",
                    "R114",
                    "CASE WHEN size > 0 THEN CAST(ceil((x - base) / size) AS BIGINT) END"),
            new Macro(
                    "kql_range_count(a, b, step)",
                    "R131",
                    "greatest(coalesce(CASE WHEN step > 0 AND b >= a OR step < 0 AND b <= a"
                            + " THEN (b - a) // step + 1 END, 0), 0)"),
            new Macro(
                    "kql_range_count_real(a, b, step)",
                    "R131",
                    "greatest(coalesce(CASE WHEN step <> 0 THEN CAST(floor((b - a) / step) AS BIGINT) + 1 END, 0), 0)"),
            // Instants.
            new Macro("kql_datetime_in_range(x)", "R30", "CASE WHEN x BETWEEN 0 AND " + LAST_TICK + " THEN x END"),
            // No TRY: it does not take window functions, and prev(t) + 1h is one.
            new Macro(
                    "kql_datetime_add(d, t)", "R30", "CASE WHEN t BETWEEN -d AND " + LAST_TICK + " - d THEN d + t END"),
            new Macro(
                    "kql_datetime_subtract(d, t)",
                    "R30",
                    "CASE WHEN t BETWEEN d - " + LAST_TICK + " AND d THEN d - t END"),
            new Macro("kql_average_ticks(x)", "R88", "CAST(trunc(x) AS BIGINT)"),
            // Text.
            new Macro("kql_bool_text(x)", "R33", "CASE x WHEN TRUE THEN 'True' WHEN FALSE THEN 'False' ELSE '' END"),
            new Macro("kql_decimal_text(x)", "R33", "kql_plain_decimal(CAST(x AS VARCHAR))"),
            new Macro("kql_parse_decimal(x)", "", "TRY_CAST(trim(x) AS DECIMAL(38, 17))"),
            new Macro("kql_decimal_to_long(x)", "R31", "TRY_CAST(trunc(x) AS BIGINT)"),
            new Macro(
                    "kql_decimal_multiply(a, b)",
                    "R26",
                    "TRY_CAST(kql_decimal_product(CAST(a AS VARCHAR), CAST(b AS VARCHAR)) AS DECIMAL(38, 17))"),
            new Macro(
                    "kql_decimal_divide(a, b)",
                    "R28",
                    "TRY_CAST(kql_decimal_quotient(CAST(a AS VARCHAR), CAST(b AS VARCHAR)) AS DECIMAL(38, 17))"),
            new Macro("kql_string_json(x)", "R69", "CAST(to_json(CAST(x AS VARCHAR)) AS VARCHAR)"),
            // Dynamic values.
            new Macro("kql_member(d, pointer)", "R64", "CAST(nullif(json_extract(d, pointer), 'null') AS VARCHAR)"),
            new Macro("kql_member_text(d, pointer)", "R64", "coalesce(json_extract_string(d, pointer), '')"),
            new Macro("kql_dynamic_text(d)", "R33", "coalesce(json_extract_string(d, '$'), '')"),
            new Macro(
                    "kql_element(d, position)",
                    "R64",
                    "CAST(nullif(json_extract(d, CAST(position AS BIGINT)), 'null') AS VARCHAR)"),
            new Macro("kql_array_text(d, position)", "R117", "json_extract_string(d, position)"),
            new Macro("kql_json_value(j)", "R111", "CAST(nullif(j, 'null') AS VARCHAR)"),
            new Macro(
                    "kql_expand_all(d, bags)",
                    "R111: an array is the list of its rows already",
                    "CASE WHEN starts_with(d, '[') THEN d ELSE kql_expand(d, bags, 2147483647) END"),
            new Macro("kql_elements(array_text)", "R111", "json_extract(array_text, '$[*]')"),
            new Macro("kql_list_length(list)", "R111", "CAST(len(list) AS BIGINT)"),
            new Macro("kql_list_rows(list)", "R111: a null is one row", "coalesce(list, [NULL])"),
            new Macro("kql_indexes(size)", "R112", "range(size)"),
            new Macro(
                    "kql_join_json(texts)",
                    "R92: the text of the array of a list of JSON texts",
                    "'[' || array_to_string(texts, ',') || ']'"),
            new Macro("kql_long_list(texts)", "R110", "CAST(texts AS BIGINT[])"),
            // Mathematics.
            new Macro("kql_sqrt(x)", "R39", "CASE WHEN x < 0 THEN 'nan'::DOUBLE ELSE sqrt(x) END"),
            new Macro("kql_ln(x)", "R39", "CASE WHEN x > 0 THEN ln(x) WHEN x = 0 THEN '-inf'::DOUBLE END"),
            new Macro("kql_log2(x)", "R39", "CASE WHEN x > 0 THEN log2(x) WHEN x = 0 THEN '-inf'::DOUBLE END"),
            new Macro("kql_log10(x)", "R39", "CASE WHEN x > 0 THEN log10(x) WHEN x = 0 THEN '-inf'::DOUBLE END"),
            new Macro("kql_sin(x)", "", "CASE WHEN isinf(x) THEN 'nan'::DOUBLE ELSE sin(x) END"),
            new Macro("kql_cos(x)", "", "CASE WHEN isinf(x) THEN 'nan'::DOUBLE ELSE cos(x) END"),
            new Macro("kql_tan(x)", "", "CASE WHEN isinf(x) THEN 'nan'::DOUBLE ELSE tan(x) END"),
            new Macro("kql_cot(x)", "", "CASE WHEN isinf(x) THEN 'nan'::DOUBLE ELSE 1 / tan(x) END"),
            new Macro(
                    "kql_asin(x)", "", "CASE WHEN abs(x) <= 1 THEN asin(x) WHEN x IS NOT NULL THEN 'nan'::DOUBLE END"),
            new Macro(
                    "kql_acos(x)", "", "CASE WHEN abs(x) <= 1 THEN acos(x) WHEN x IS NOT NULL THEN 'nan'::DOUBLE END"));

    private static final int MOST_COLUMNS = 15;

    private DuckDbMacros() {}

    /** The array of so many columns; null when the first is, as then all are. */
    private static Macro columns(int count) {
        String names = IntStream.range(0, count).mapToObj(index -> "c" + index).collect(Collectors.joining(", "));
        String rest = IntStream.range(1, count)
                .mapToObj(index -> " || ',' || coalesce(c%d, 'null')".formatted(index))
                .collect(Collectors.joining());
        return new Macro(
                "kql_lists_json_%d(%s)".formatted(count, names),
                "series.md: an array of columns",
                "'[' || c0" + rest + " || ']'");
    }

    static void createAll(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (Macro macro : ALL) {
                create(macro, statement);
            }
            for (int count = 1; count <= MOST_COLUMNS; count++) {
                create(columns(count), statement);
            }
        }
    }

    private static void create(Macro macro, Statement statement) throws SQLException {
        statement.execute("CREATE MACRO " + macro.signature() + " AS " + macro.body());
    }
}
