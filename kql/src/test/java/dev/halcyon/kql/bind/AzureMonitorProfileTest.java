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
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R135: what the strict profile refuses, and that nothing else is refused by it. */
class AzureMonitorProfileTest {

    private static final Catalog TABLES = Catalog.of(List.of(TableSchema.of(
            "Usage",
            new Column("DataType", ScalarType.STRING),
            new Column("Quantity", ScalarType.REAL),
            new Column("Bag", ScalarType.DYNAMIC))));

    private static QueryPlan bind(String text, Dialect dialect) {
        BindingContext context = new BindingContext(TABLES, function -> true, 0, Optional.empty()).withDialect(dialect);
        return Binder.bind(KqlParser.parse(text), context);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "`set notruncation; Usage` | set | `use let`",
                "`declare query_parameters(n:long = 5); Usage | take n` | declare | `use let`",
                "`Usage | fork (take 1) (count)` | fork | `one statement for each table`",
                "`Usage | take 1 | render anomalychart` | render anomalychart | `does not draw anomalychart`",
                "`Usage | take 1 | render treemap` | render treemap | `does not draw treemap`",
                "`Usage | extend p = current_principal()` | current_principal | `does not have the function`",
                "`Usage | where extent_id() != guid(null)` | extent_id | `does not have the function`",
                "`Usage | where cursor_after('x')` | cursor_after | `does not have the function`",
                "`Usage | evaluate python(typeof(*), 'pass')` | evaluate python | `does not run the plugin python()`",
                "`Usage | evaluate r(typeof(*), 'pass')` | evaluate r | `does not run the plugin r()`",
                "`evaluate http_request('https://example.org')` | evaluate http | `the plugin http_request()`",
                "`database('d').Usage` | database | `use workspace()`",
                "`cluster('c').database('d').Usage` | cluster | `use workspace()`",
            })
    void whatIsListedIsRefusedByName(String text, String place, String hint) {
        assertThatThrownBy(() -> bind(text, Dialect.AZURE_MONITOR)).isInstanceOfSatisfying(KqlException.class, e -> {
            Diagnostic first = e.first();
            assertThat(first.code()).isEqualTo("SEM9002");
            assertThat(first.message()).contains("not allowed here");
            assertThat(first.hint()).contains(hint);
            assertThat(first.span().start()).isEqualTo(text.indexOf(place));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Usage | summarize sum(Quantity) by DataType | render timechart",
                "Usage | take 1 | render piechart",
                "let n = 5; Usage | take n",
                "Usage | evaluate bag_unpack(Bag) : (a:long)",
                "Usage | join kind=inner Usage on DataType",
                "Usage | extend n = now(), c = current_database()",
                "Usage | facet by DataType",
            })
    void everythingElseIsAllowed(String text) {
        assertThat(bind(text, Dialect.AZURE_MONITOR).results()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set notruncation; Usage",
                "declare query_parameters(n:long = 5); Usage | take n",
                "Usage | fork (take 1) (count)",
                "Usage | take 1 | render anomalychart",
                "Usage | extend p = current_principal()",
            })
    void withoutItTheWholeLanguageIsAllowed(String text) {
        assertThat(bind(text, Dialect.KUSTO).results()).isNotEmpty();
    }

    @Test
    void theOtherStatementsAreRefusedInEveryDialect() {
        for (Dialect dialect : Dialect.values()) {
            assertThatThrownBy(() -> bind("restrict access to (Usage); Usage", dialect))
                    .hasMessageContaining("restrict access");
        }
    }
}
