package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers in members are the same as those of the member's own text (R31, R34, R72), in every form in which the database
 * passes the values.
 */
class MemberFunctionTest {

    private static final int ROWS = 20_000;

    private static DuckDBConnection connection;

    @BeforeAll
    static void open() throws SQLException {
        long seed = Long.getLong("halcyon.seed", System.nanoTime());
        System.out.println("MemberFunctionTest: -Dhalcyon.seed=" + seed);
        Random random = new Random(seed);
        connection = DuckDbInstance.open(Optional.empty(), DuckDbOptions.STANDARD);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE documents (k INTEGER, d VARCHAR)");
        }
        try (DuckDBAppender appender = connection.createAppender(DuckDBConnection.DEFAULT_SCHEMA, "documents")) {
            for (int row = 0; row < ROWS; row++) {
                appender.beginRow();
                appender.append(row);
                appender.append(random.nextInt(20) == 0 ? null : document(random));
                appender.endRow();
            }
        }
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    private static String document(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> "{}";
            case 1 -> number(random);
            case 2 -> "{\"n\":" + number(random) + "}";
            default ->
                "{\"host\":\"node-%d.example.net\",\"n\":%s,\"tags\":[\"a\",{\"n\":1}],\"in\":{\"n\":%s}}"
                        .formatted(random.nextInt(1000), number(random), number(random));
        };
    }

    private static String number(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> Long.toString(random.nextLong());
            case 1 -> Integer.toString(random.nextInt());
            case 2 -> "-" + random.nextInt(100);
            case 3 -> "\"" + random.nextInt() + "\"";
            case 4 -> Double.toString(random.nextGaussian());
            case 5 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(60) - 30));
            case 6 -> String.format(Locale.ROOT, "%.3f", random.nextGaussian() * 1e6);
            case 7 -> "\"" + String.format(Locale.ROOT, "%.2f", random.nextGaussian() * 100) + "\"";
            case 8 -> pick(random, "true", "false", "null");
            case 9 -> pick(random, "\"0x1F\"", "\" 12 \"", "\"1_000\"", "\"1e3\"", "\"\"", "\"-\"", "\".5\"", "\"5.\"");
            case 10 -> pick(random, "\"NaN\"", "\"inf\"", "\"-Infinity\"", "\"+7\"", "\"007\"", "\"1.2.3\"", "\".\"");
            case 11 -> pick(random, "-0", "0", "-0.0", "1e2", "1E-2", "123456789012345", "1234567890123456");
            case 12 ->
                pick(
                        random,
                        "9223372036854775807",
                        "-9223372036854775808",
                        "9223372036854775808",
                        "2147483648",
                        "-2147483649",
                        "0.1234567890123456",
                        "123456.789012345",
                        "0.30000000000000004");
            case 13 -> "[1,2]";
            case 14 -> "{\"n\":5}";
            default -> "0." + random.nextInt(1000);
        };
    }

    private static String pick(Random random, String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private long count(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT d FROM documents",
                "SELECT d FROM documents WHERE k % 7 = 0",
                "SELECT d FROM documents ORDER BY k DESC LIMIT 3000",
                "SELECT CASE WHEN k % 2 = 0 THEN d END AS d FROM documents",
                "SELECT min(d) AS d FROM documents GROUP BY k % 3000",
                "SELECT d FROM documents, range(3)",
                "SELECT '{\"n\":' || k || '}' AS d FROM documents",
                "SELECT CAST(CAST(d AS JSON) AS VARCHAR) AS d FROM documents"
            })
    void numbersAreThoseOfTheMembersText(String documents) throws SQLException {
        for (String type : new String[] {"int", "long", "real"}) {
            for (String pointer : new String[] {"/n", "/in/n", "/in", "/host/n", ""}) {
                assertThat(count("SELECT count(*) FROM (" + documents + ") WHERE CAST(kql_member_" + type + "(d, '"
                                + pointer
                                + "') AS VARCHAR) IS DISTINCT FROM CAST(kql_dynamic_" + type + "(kql_member(d, '"
                                + pointer
                                + "')) AS VARCHAR)"))
                        .as("%s of %s", type, pointer)
                        .isZero();
            }
        }
        assertThat(count("SELECT count(kql_member_real(d, '/n')) FROM (" + documents + ")"))
                .isPositive();
    }

    @Test
    void numbersOf128BitsKeepTheirLowHalf() throws SQLException {
        assertThat(count("SELECT count(*) FROM documents WHERE kql_wrap(CAST(k AS HUGEINT) * 9223372036854775807)"
                        + " IS DISTINCT FROM CASE WHEN k % 2 = 0 THEN -k ELSE 9223372036854775807 - k + 1 END"))
                .isZero();
        assertThat(count(
                        "SELECT count(*) FROM documents WHERE kql_wrap(CASE WHEN k % 3 = 0 THEN CAST(k AS HUGEINT) END)"
                                + " IS DISTINCT FROM CASE WHEN k % 3 = 0 THEN k END"))
                .isZero();
    }

    @Test
    void thePathMayDifferFromRowToRow() throws SQLException {
        assertThat(count("SELECT count(*) FROM documents WHERE kql_member_long(d, CASE WHEN k % 3 = 0 THEN '/n'"
                        + " WHEN k % 3 = 1 THEN '/in/n' END) IS DISTINCT FROM CASE WHEN k % 3 = 0 THEN"
                        + " kql_member_long(d, '/n') WHEN k % 3 = 1 THEN kql_member_long(d, '/in/n') END"))
                .isZero();
    }
}
