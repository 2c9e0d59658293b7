package dev.halcyon.kql.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.QueryPlan;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R137: queries of tables with the plan Basic or Auxiliary. Here their names begin with Cheap. */
class LimitedTablesTest {

    /** Two cheap tables, seven others, one saved function. */
    private record Tables(boolean isSearch) implements Catalog {
        @Override
        public Optional<TableSchema> table(String name) {
            return tables().stream().filter(table -> table.name().equals(name)).findFirst();
        }

        @Override
        public Collection<TableSchema> tables() {
            List<TableSchema> tables = new ArrayList<>();
            for (String name : List.of("Cheap", "CheapToo", "A1", "A2", "A3", "A4", "A5", "A6", "A7")) {
                tables.add(TableSchema.of(name, new Column("k", ScalarType.STRING), new Column("n", ScalarType.LONG)));
            }
            return tables;
        }

        @Override
        public boolean isLimited(TableSchema table) {
            return table.name().startsWith("Cheap");
        }

        @Override
        public boolean answersTo(String resource) {
            return resource.equals("here");
        }

        @Override
        public Optional<SavedFunction> function(String alias) {
            return alias.equals("saved")
                    ? Optional.of(SavedFunction.parse("saved", "", "A1 | take 1"))
                    : Optional.empty();
        }
    }

    private static QueryPlan bind(String text, boolean search) {
        BindingContext context = new BindingContext(new Tables(search), function -> true, 0, Optional.empty());
        return Binder.bind(KqlParser.parse(text), context);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Cheap",
                "Cheap | where n > 1 | summarize count() by k | sort by k asc",
                "Cheap | lookup A1 on k",
                "Cheap | union A1, A2, A3, A4, A5",
                "Cheap | lookup A1 on k | union A1, A2, A3, A4, A5",
                "let others = A1 | where n > 1; Cheap | lookup others on k",
                "let f = (t:(*)) { t | take 1 }; f(Cheap)",
                "Cheap | union Cheap",
                "Cheap | where n > toscalar(Cheap | summarize avg(n))",
                "set notruncation; Cheap | take 1",
            })
    void oneTableWithOthersBesideIt(String text) {
        assertThat(bind(text, false).results()).isNotEmpty();
        assertThat(bind(text, true).results()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "`Cheap | join A1 on k` | `join A1` | `Operator 'join' cannot be used with table 'Cheap'`",
                "`A1 | join Cheap on k` | `join Cheap` | `Operator 'join' cannot be used`",
                "`search in (Cheap) 'x'` | search | `Operator 'search'`",
                "`Cheap | search 'x'` | search | `Operator 'search'`",
                "`find in (Cheap) where n > 1` | find | `Operator 'find'`",
                "`workspace('here').Cheap` | workspace | `Another resource cannot be used`",
                "`Cheap | union workspace('here').A1` | workspace | `Another resource`",
                "`Cheap | union saved` | saved | `A saved function cannot be used`",
                "`Cheap | union CheapToo` | CheapToo | `Table 'CheapToo' cannot be read together with table 'Cheap'`",
                "`Cheap | union A1, A2, A3, A4, A5, A6` | A6 | `more than 5 others`",
                "`let x = A1 | join A2 on k; Cheap | union x` | join | `Operator 'join'`",
            })
    void theRestIsRefused(String text, String place, String message) {
        for (boolean search : new boolean[] {false, true}) {
            assertThatThrownBy(() -> bind(text, search)).isInstanceOfSatisfying(KqlException.class, e -> {
                Diagnostic first = e.first();
                assertThat(first.code()).isEqualTo("SEM9002");
                assertThat(first.message()).contains(message);
                assertThat(first.hint()).contains("Basic or Auxiliary");
                assertThat(first.span().start()).isEqualTo(text.indexOf(place));
            });
        }
    }

    @Test
    void everyMistakeIsTold() {
        assertThatThrownBy(() -> bind("Cheap | join A1 on k | join CheapToo on k", false))
                .isInstanceOfSatisfying(
                        KqlException.class, e -> assertThat(e.diagnostics()).hasSize(3));
    }

    @Test
    void otherTablesAreFree() {
        assertThat(bind("A1 | join A2 on k | join saved on k", false).results()).hasSize(1);
    }

    @Test
    void patternsDoNotMeanCheapTables() {
        assertThat(bind("union * | join A1 on k", false).results()).hasSize(1);
        assertThat(bind("search 'x'", false).results()).hasSize(1);
    }

    @Test
    void aSearchNeedsSuchATable() {
        assertThatThrownBy(() -> bind("A1 | take 1", true)).hasMessageContaining("A search reads a table");
        assertThatThrownBy(() -> bind("print 1", true)).hasMessageContaining("A search reads a table");
        assertThatThrownBy(() -> bind("Missing", true)).hasMessageContaining("Missing");
    }
}
