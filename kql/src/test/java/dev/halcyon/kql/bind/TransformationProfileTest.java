package dev.halcyon.kql.bind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
                "datatable(a:long) [1, 2] | where a > 1 | extend TimeGenerated = now()",
                "source | parse kind=regex text with 'a' a:long | parse text with b 'c' c",
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
                "`source | scan declare (a:long=0) with (step x: true => a = 1;)` | one row at a time",
                "`source | sample-distinct 1 of n` | one row at a time",
                "`source | top-hitters 1 of n` | one row at a time",
                "`source | top-nested 1 of n by count()` | one row at a time",
                "`source | facet by n` | one row at a time",
                "`source | fork (take 1)` | one row at a time",
                "`source | partition by n (take 1)` | one row at a time",
                "`source | consume` | one row at a time",
                "`source | render table` | one row at a time",
                "`source | getschema` | one row at a time",
                "`source | parse-where text with 'a' b` | one row at a time",
                "`source | count` | one row at a time",
                "`source | as x` | one row at a time",
                "`source | invoke f()` | one row at a time",
                "`source | parse-kv text as (a:string)` | one row at a time",
                "`source | reduce by text` | one row at a time",
                "`source | project-keep n` | one row at a time",
                "`source | project-reorder n` | one row at a time",
                "`source | serialize` | one row at a time",
                "`source | mv-apply bag on (count)` | one row at a time",
                "`source | sample 1` | one row at a time",
                "`source | search 'x'` | one row at a time",
                "`search 'x'` | one row at a time",
                "`union source, source` | one row at a time",
                "`range x from 1 to 2 step 1` | one row at a time",
                "`find in (source) where n == 1` | one row at a time",
                "`source | extend a = tan(n)` | not available in transformations",
                "`source | extend a = replace_string(text, 'a', 'b')` | not available in transformations",
                "`externaldata(a:long)['file.csv']` | datatable",
                "`Usage` | rows of source",
                "`source | extend a = dynamic({'a':1})` | parse_json",
                "`source | where text in ((source | project text))` | list the values",
                "`source | extend a = toscalar(source | count)` | one row at a time",
                "`let f = (t:(*)) { t | where n > 1 }; f(source)` | take scalars",
                "`set notruncation; source` | use let",
                "`declare query_parameters(a:long = 1); source` | use let",
                "`source | extend a = strcmp(text, 'x')` | not available in transformations",
                "`source | extend a = parse_cef_dictionary(text)` | Use parse or extract",
                "`source | extend a = geo_location(text)` | geo_info_from_ip_address()",
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

    /**
     * The functions of ingestion.md section 2 and three that Azure's own list has beside them (ceiling, sign, weekofyear),
     * under their names in the catalogue, and the operators of the language.
     */
    @Test
    void theFunctionsAreThoseOfTheSpecification() {
        Set<String> allowed = new TreeSet<>(List.of((
                // conversion
                "tobool todatetime toreal toint tolong tostring toguid totimespan "
                        // time
                        + "ago now bin floor datetime_add datetime_diff datetime_part dayofmonth dayofweek "
                        + "dayofyear week_of_year startofday startofweek startofmonth startofyear endofday endofweek "
                        + "endofmonth endofyear monthofyear getyear hourofday make_datetime make_timespan "
                        + "format_datetime format_timespan "
                        // dynamic
                        + "bag_pack pack_array parse_json parse_xml array_concat array_length zip bag_keys "
                        + "bag_merge bag_remove_keys bag_has_key "
                        // numbers
                        + "abs exp exp10 exp2 log log10 log2 pow round ceiling sign sqrt isfinite isinf isnan max_of min_of "
                        + "binary_and binary_or binary_xor binary_not binary_shift_left binary_shift_right "
                        // conditions
                        + "case iff coalesce not gettype isnotnull isnull column_ifexists "
                        // text
                        + "base64_encode_tostring base64_decode_tostring countof extract extract_all indexof "
                        + "isempty isnotempty replace replace_regex split strcat strcat_delim strlen substring "
                        + "tolower toupper trim trim_start trim_end hash_sha256 translate")
                .split(" ", -1)));
        TransformationProfile profile = new TransformationProfile();
        for (FunctionKind kind : FunctionKind.values()) {
            for (FunctionDeclaration function : FunctionCatalogue.standard().all(kind)) {
                boolean expected = kind == FunctionKind.OPERATOR
                        || (kind == FunctionKind.SCALAR && allowed.remove(function.name()));
                assertThat(profile.refusal(function).isEmpty())
                        .as("%s %s", kind, function.name())
                        .isEqualTo(expected);
            }
        }
        assertThat(allowed).as("names that the catalogue does not have").isEmpty();
    }
}
