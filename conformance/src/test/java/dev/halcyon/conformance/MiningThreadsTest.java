package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.QueryBudget;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mining has the same answer, to the last digit, on one thread and on several, whatever the order of the rows. */
class MiningThreadsTest {

    private static final long NOW = Ticks.UNIX_EPOCH;

    /** More than a thread of the database takes at once; {@code w} are reals whose sums depend on their order. */
    private static final String ROWS = """
            range i from 0 to 149999 step 1
            | extend h = hash(i, 1000000)
            | project Set = iff(h % 7 == 0, "a", "b"), Region = strcat("region ", h % 5), Host = iff(h % 3 == 0, "", strcat("h", i)),
                Status = iff(h % 11 == 0, long(null), h % 4), Slow = h % 35 < 9, Weight = pow(1.0000931, h % 200000) / 7,
                Text = strcat("took ", iff(h % 35 < 9 and h % 3 > 0, "long", "little"), " at ", i)
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "project-away Text, Weight | evaluate autocluster()",
                "project-away Text | evaluate autocluster(0.2, Weight, 40)",
                "project-away Text, Weight | evaluate basket(0.02)",
                "project-away Text | evaluate basket(0.02, Weight, 3)",
                "project-away Text, Weight | evaluate diffpatterns(Set, 'a', 'b')",
                "project-away Text | evaluate diffpatterns(Set, 'a', 'b', Weight, 0.02, 3)",
                "evaluate diffpatterns_text(Text, Slow)",
                "evaluate halcyon_log_patterns(Text)",
                "extend Text = strcat(Text, ' in ', Region) | reduce by Text with threshold = 0.4",
                "project-away Text | evaluate halcyon_explain(Slow, weight = Weight)"
            })
    void neitherThreadsNorTheOrderOfRowsMatter(String mining) {
        List<String> expected = rows(ROWS + "| " + mining, 1);
        assertThat(expected).isNotEmpty();
        assertThat(rows(ROWS + "| " + mining, 4)).isEqualTo(expected);
        assertThat(rows(ROWS + "| order by hash(Text) asc | " + mining, 4)).isEqualTo(expected);
    }

    private static List<String> rows(String query, int threads) {
        List<String> rows = new ArrayList<>();
        try (DuckDbEngine engine = DuckDbEngine.inMemory(new DuckDbOptions(Optional.empty(), threads, 512L << 20))) {
            BindingContext context = new BindingContext(Catalog.empty(), engine.functions(), NOW, Optional.empty());
            Relation relation = Binder.bind(KqlParser.parse(query + " | project all = tostring(pack_all())"), context)
                    .results()
                    .getFirst()
                    .relation();
            try (RowCursor cursor = engine.execute(relation, ExecutionContext.of(NOW, QueryBudget.STANDARD))) {
                while (cursor.next()) {
                    rows.add(cursor.getString(0));
                }
            }
        }
        return rows;
    }
}
