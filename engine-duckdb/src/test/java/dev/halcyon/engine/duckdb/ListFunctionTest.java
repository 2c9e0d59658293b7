package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.runtime.QueryFailure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in every form that the database passes them in arrive as they are. */
class ListFunctionTest {

    private DuckDBConnection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DuckDbInstance.open(Optional.empty(), DuckDbOptions.STANDARD);
        try (Statement statement = connection.createStatement()) {
            // Lists of 0 to 12 numbers with gaps, a null list now and then, over more than one vector.
            statement.execute("CREATE TEMP TABLE lists AS SELECT k,"
                    + " CASE WHEN k % 11 <> 0 THEN list_transform(range(k % 13),"
                    + " lambda i: CASE WHEN (i + k) % 7 <> 0 THEN i * k - 50 END) END AS l"
                    + " FROM range(5000) AS rows(k)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The database's own text of a list of integers is the same as ours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT l FROM lists",
                "SELECT l FROM lists WHERE k % 3 = 0",
                "SELECT l FROM lists WHERE l IS NULL",
                "SELECT l FROM lists ORDER BY k DESC LIMIT 3000",
                "SELECT list_slice(l, 2, 4) AS l FROM lists",
                "SELECT l[k % 5:] AS l FROM lists",
                "SELECT list_filter(l, lambda x: x > 0) AS l FROM lists",
                "SELECT list_reverse(l) AS l FROM lists",
                "SELECT CASE WHEN k % 2 = 0 THEN l ELSE [k] END AS l FROM lists",
                "SELECT coalesce(l, [NULL, 5]) AS l FROM lists",
                "SELECT CAST([1, NULL, 3] AS BIGINT[]) AS l FROM lists",
                "SELECT CAST([] AS BIGINT[]) AS l FROM lists",
                "SELECT a.l FROM lists AS a JOIN lists AS b ON a.k % 10 = b.k % 500 AND b.k < 500",
                "SELECT l FROM lists UNION ALL SELECT l FROM lists WHERE k < 10",
                "SELECT list(k) AS l FROM lists GROUP BY k % 700",
                "SELECT list(k) FILTER (k % 3 = 0) AS l FROM lists GROUP BY k % 700",
                "SELECT s.a AS l FROM (SELECT {'a': l, 'b': k} AS s FROM lists)",
                "SELECT flatten([l, [k]]) AS l FROM lists"
            })
    void listsArriveInEveryForm(String lists) throws SQLException {
        assertThat(ask("SELECT count(*) FROM (" + lists + ") WHERE kql_integers_json(l)"
                        + " IS DISTINCT FROM CAST(to_json(CAST(l AS BIGINT[])) AS VARCHAR)"))
                .isEqualTo("0");
        assertThat(ask("SELECT count(*) FROM (" + lists + ") WHERE kql_numbers(kql_reals_json(CAST(l AS DOUBLE[])))"
                        + " IS DISTINCT FROM CAST(l AS DOUBLE[])"))
                .isEqualTo("0");
    }

    @Test
    void structuresOfListsComeBackWithTheirNulls() throws SQLException {
        assertThat(ask("SELECT count(*) || ' ' || count(d) || ' ' || count(d.c0) || ' ' || sum(len(d.c3)) FROM (SELECT"
                        + " kql_series_decompose(CASE WHEN k % 4 > 0 THEN [1.0, 2, 1, 2, 1, 2] END, 2, 'avg', 0, 0.6) AS d"
                        + " FROM range(4000) AS rows(k))"))
                .isEqualTo("4000 3000 3000 18000");
    }

    @Test
    void aFailureInOneRowIsTheStatementsAndTheConnectionGoesOn() throws SQLException {
        assertThatThrownBy(() ->
                        run("CREATE TEMP TABLE failed AS SELECT kql_series_decompose(CAST(range(100) AS DOUBLE[]), 2,"
                                + " CASE WHEN k = 1500 THEN 'wrong' ELSE 'avg' END, 0, 0.6) FROM range(4000) AS rows(k)"
                                + " ORDER BY k DESC"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(QueryFailure.MARK)
                .hasMessageContaining("'wrong' is no trend");
        assertThat(ask("SELECT kql_reals_json([1.5, NULL])")).isEqualTo("[1.5,null]");
    }

    @Test
    void moreNumbersThanMemoryHoldsAreRefused() {
        assertThatThrownBy(
                        () -> run(
                                "CREATE TEMP TABLE failed AS SELECT sum(len(kql_axis_integers(0, 1, k - k, 1000000))) FROM range(2000) AS rows(k)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("use a greater step");
    }
}
