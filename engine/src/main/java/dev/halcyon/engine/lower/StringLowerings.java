package dev.halcyon.engine.lower;

import dev.halcyon.engine.runtime.RegexSyntax;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** String functions (R54 to R62). */
final class StringLowerings {

    private static final long TO_THE_END = Integer.MAX_VALUE;

    private StringLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add("strcat", StringLowerings::concatenate);
        registry.add("strcat_delim", call -> Sql.function("concat_ws", texts(call, 0)));
        registry.add("tolower", call -> Sql.function("lower", call.text(0)));
        registry.add("toupper", StringLowerings::upperCase);
        registry.add("strlen", call -> Sql.function("length", call.text(0)));
        registry.add("string_size", call -> Sql.function("strlen", call.text(0)));
        registry.add("reverse", call -> Sql.function("kql_reverse", call.text(0)));
        registry.add("substring", StringLowerings::substring);
        registry.add("indexof", StringLowerings::indexOf);
        registry.add("indexof_regex", StringLowerings::indexOfRegex);
        registry.add(
                "has_any_index",
                call -> Sql.function("kql_has_any_index", Sql.function("lower", call.text(0)), call.value(1)));
        registry.add("split", StringLowerings::split);
        registry.add("replace_string", call -> Sql.function("kql_replace", texts(call, 0)));
        registry.add("replace_regex", call -> replaceRegex(call, 0, 1, 2));
        registry.add("replace", call -> replaceRegex(call, 2, 0, 1));
        registry.add(
                "replace_strings",
                call -> Sql.function("kql_replace_strings", call.text(0), call.value(1), call.value(2)));
        registry.add("extract", StringLowerings::extract);
        registry.add("extract_all", StringLowerings::extractAll);
        registry.add("countof", StringLowerings::countOf);
        registry.add("trim", call -> trim(call, true, true));
        registry.add("trim_start", call -> trim(call, true, false));
        registry.add("trim_end", call -> trim(call, false, true));
        registry.add("strcmp", call -> Sql.function("kql_compare", call.text(0), call.text(1)));
        registry.add("strrep", StringLowerings::repeat);
        registry.add("translate", call -> Sql.function("kql_translate", call.text(2), call.text(0), call.text(1)));
        registry.add("tohex", StringLowerings::hexadecimal);
        registry.add("regex_quote", call -> Sql.function("kql_regex_quote", call.text(0)));
        registry.add("url_encode", call -> Sql.function("kql_url_encode", call.text(0), Sql.FALSE));
        registry.add("url_encode_component", call -> Sql.function("kql_url_encode", call.text(0), Sql.TRUE));
        registry.add("url_decode", call -> Sql.function("kql_url_decode", call.text(0)));
        registry.add("isascii", call -> Sql.function("kql_is_ascii", call.text(0)));
        registry.add("isutf8", call -> Sql.isNotNull(call.text(0)));
        registry.add("hash", StringLowerings::hash);
        registry.add("hash_xxhash64", StringLowerings::hash);
        registry.add("hash_md5", call -> Sql.function("kql_digest", Sql.text("MD5"), call.text(0)));
        registry.add("hash_sha1", call -> Sql.function("kql_digest", Sql.text("SHA-1"), call.text(0)));
        registry.add("hash_sha256", call -> Sql.function("kql_digest", Sql.text("SHA-256"), call.text(0)));
        registry.add("format_bytes", StringLowerings::formatBytes);
    }

    private static List<SqlExpression> texts(ScalarArguments call, int start) {
        List<SqlExpression> texts = new ArrayList<>();
        for (int index = start; index < call.count(); index++) {
            texts.add(call.text(index));
        }
        return texts;
    }

    /** The engine's own function turns a sharp s into its rare capital; the simple mapping of R50 leaves it alone. */
    private static SqlExpression upperCase(ScalarArguments call) {
        SqlExpression text = call.text(0);
        return Sql.when(
                Sql.function("contains", text, Sql.text("ß")),
                Sql.function("kql_upper", text),
                Sql.function("upper", text));
    }

    private static SqlExpression concatenate(ScalarArguments call) {
        return texts(call, 0).stream()
                .reduce((left, right) -> Sql.binary(SqlExpression.Operator.CONCATENATE, left, right))
                .orElse(Sql.EMPTY);
    }

    /** R55. */
    private static SqlExpression substring(ScalarArguments call) {
        SqlExpression length = call.count() > 2 ? call.value(2) : Sql.constant(TO_THE_END);
        boolean simple = isPlace(call.constantLong(1).orElse(-1))
                && (call.count() == 2 || isPlace(call.constantLong(2).orElse(-1)));
        if (simple) {
            return Sql.function(
                    "substring", call.text(0), Sql.constant(call.constantLong(1).getAsLong() + 1), length);
        }
        return Sql.function("kql_substring", call.text(0), call.value(1), length);
    }

    /** Engines count characters in 32 bits. */
    private static boolean isPlace(long position) {
        return position >= 0 && position < Integer.MAX_VALUE;
    }

    /** R56. */
    private static SqlExpression indexOf(ScalarArguments call) {
        return search(call, "kql_index_of", call.text(1));
    }

    /** R56. */
    private static SqlExpression indexOfRegex(ScalarArguments call) {
        return search(call, "kql_index_of_regex", StringOperatorLowerings.regex(call, 1));
    }

    private static SqlExpression search(ScalarArguments call, String function, SqlExpression sought) {
        return Sql.function(
                function,
                call.text(0),
                sought,
                call.count() > 2 ? call.value(2) : Sql.constant(0),
                call.count() > 3 ? call.value(3) : Sql.constant(-1),
                call.count() > 4 ? call.value(4) : Sql.constant(1));
    }

    /** R58. */
    private static SqlExpression split(ScalarArguments call) {
        return call.count() > 2
                ? Sql.function("kql_split_at", call.text(0), call.text(1), call.value(2))
                : Sql.function("kql_split", call.text(0), call.text(1));
    }

    /** R59. */
    private static SqlExpression replaceRegex(ScalarArguments call, int source, int pattern, int rewrite) {
        SqlExpression translated = StringOperatorLowerings.regex(call, pattern);
        Optional<String> constant = call.constantString(rewrite);
        Optional<String> known = constant.filter(text -> text.indexOf('\\') < 0)
                .or(() -> call.constantString(pattern)
                        .flatMap(text ->
                                constant.map(with -> RegexSyntax.translateRewrite(with, RegexSyntax.compile(text)))));
        return Sql.function(
                "regexp_replace",
                call.text(source),
                translated,
                known.<SqlExpression>map(Sql::text)
                        .orElseGet(() -> Sql.function("kql_rewrite", call.text(rewrite), translated)),
                Sql.text("g"));
    }

    /** R60. */
    private static SqlExpression extract(ScalarArguments call) {
        SqlExpression found =
                Sql.function("kql_extract", call.text(2), StringOperatorLowerings.regex(call, 0), call.value(1));
        return call.type() == ScalarType.STRING
                ? Sql.coalesce(found, Sql.EMPTY)
                : ConversionLowerings.convert(Sql.coalesce(found, Sql.EMPTY), ScalarType.STRING, call.type());
    }

    private static SqlExpression extractAll(ScalarArguments call) {
        int source = call.count() - 1;
        SqlExpression groups = call.count() > 2 ? call.value(1) : Sql.text("");
        return Sql.function("kql_extract_all", call.text(source), StringOperatorLowerings.regex(call, 0), groups);
    }

    /** R62. */
    private static SqlExpression countOf(ScalarArguments call) {
        boolean regex = call.constantString(2).filter("regex"::equals).isPresent();
        return regex
                ? Sql.function("kql_count_matches", call.text(0), StringOperatorLowerings.regex(call, 1))
                : Sql.function("kql_count_of", call.text(0), call.text(1));
    }

    /** R57: one match at each end. */
    private static SqlExpression trim(ScalarArguments call, boolean start, boolean end) {
        return Sql.function(
                "kql_trim",
                call.text(1),
                StringOperatorLowerings.regex(call, 0),
                start ? Sql.TRUE : Sql.FALSE,
                end ? Sql.TRUE : Sql.FALSE);
    }

    private static SqlExpression repeat(ScalarArguments call) {
        SqlExpression delimiter = call.count() > 2 ? call.text(2) : Sql.EMPTY;
        return Sql.function("kql_repeat_text", call.text(0), call.value(1), delimiter);
    }

    private static SqlExpression hexadecimal(ScalarArguments call) {
        SqlExpression length = call.count() > 1 ? call.value(1) : Sql.constant(0);
        // A negative int has 32 bits.
        SqlExpression value = call.type(0) == ScalarType.INT
                ? Sql.function(
                        "kql_and",
                        ConversionLowerings.convert(call.value(0), ScalarType.INT, ScalarType.LONG),
                        Sql.constant(0xFFFFFFFFL))
                : call.value(0);
        return Sql.function("kql_hex", value, length);
    }

    /** R41. */
    private static SqlExpression hash(ScalarArguments call) {
        SqlExpression hash = switch (call.type(0)) {
            case DATETIME, TIMESPAN, LONG -> Sql.function("kql_hash_long", call.value(0));
            case BOOL, INT, REAL, DECIMAL, GUID, STRING, DYNAMIC -> Sql.function("kql_hash_text", call.text(0));
        };
        return call.count() > 1 ? Sql.function("kql_remainder_long", hash, call.value(1)) : hash;
    }

    private static SqlExpression formatBytes(ScalarArguments call) {
        return Sql.function(
                "kql_format_bytes",
                ConversionLowerings.convert(call.value(0), call.type(0), ScalarType.REAL),
                call.count() > 1
                        ? ConversionLowerings.convert(call.value(1), call.type(1), ScalarType.LONG)
                        : Sql.constant(0),
                call.count() > 2 ? call.text(2) : Sql.EMPTY);
    }
}
