package dev.halcyon.kql.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.Relation;
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

class TransformationProfileTest {

    private static final Catalog TABLES =
            Catalog.of(List.of(TableSchema.of("Usage", new Column("DataType", ScalarType.STRING))));
    private static final List<Column> INPUT = List.of(
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("text", ScalarType.STRING),
            new Column("n", ScalarType.LONG),
            new Column("bag", ScalarType.DYNAMIC));

    private static Relation bind(String text) {
        BindingContext context = new BindingContext(TABLES, function -> true, 0, Optional.empty());
        return Binder.bindTransformation(KqlParser.parse(text), INPUT, context);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source",
                "source | where n > 1 | extend m = n * 2 | project TimeGenerated, m",
                "source | project-away text | project-rename number = n",
                "source | parse text with 'a=' a:long ' b=' b",
                "let limit = 5; source | where n < limit",
                "let twice = (v:long) { v * 2 }; source | extend n = twice(n)",
                "source | extend k = parse_json('{\"a\":1}').a, t = columnifexists('text', '')",
                "source | extend TimeGenerated = now(), day = startofday(todatetime(TimeGenerated))",
                "source | where text in ('a', 'b') or text has 'c' | extend m = getmonth(TimeGenerated)",
                "print TimeGenerated = now()",
                "source | extend d = todouble(n), s = iif(n > 1, 'x', 'y'), p = pack('a', n)",
            })
    void rowByRowWorkIsAllowed(String text) {
        assertThat(bind(text).columns()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "`source | summarize count()` | one row at a time",
                "`source | join source on n` | one row at a time",
                "`source | union source` | one row at a time",
                "`source | sort by n` | one row at a time",
                "`source | top 1 by n` | one row at a time",
                "`source | distinct n` | one row at a time",
                "`source | mv-expand bag` | one row at a time",
                "`source | lookup source on n` | one row at a time",
                "`source | make-series count() on TimeGenerated step 1d` | one row at a time",
                "`source | evaluate bag_unpack(bag)` | one row at a time",
                "`source | take 1` | one row at a time",
                "`source | search 'x'` | one row at a time",
                "`search 'x'` | one row at a time",
                "`union source, source` | one row at a time",
                "`externaldata(a:long)['file.csv']` | datatable",
                "`Usage` | rows of source",
                "`source | extend a = dynamic({'a':1})` | parse_json",
                "`source | where text in ((source | project text))` | list the values",
                "`source | extend a = toscalar(source | count)` | one row at a time",
                "`let f = (t:(*)) { t | where n > 1 }; f(source)` | take scalars",
                "`set notruncation; source` | use let",
                "`declare query_parameters(a:long = 1); source` | use let",
                "`source | extend a = strcmp(text, 'x')` | not available in transformations",
                "`source | parse text with a b c d e f g h i j k` | at most 10",
                "`source; source` | one tabular expression",
            })
    void whatCombinesRowsIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> bind(text))
                .isInstanceOfSatisfying(
                        KqlException.class,
                        e -> assertThat(e.first().message() + " " + e.first().hint())
                                .contains(reason));
    }

    @Test
    void nowStaysOpenUntilRowsArrive() {
        assertThat(bind("source | extend t = now()").toString()).contains("now");
    }
}
