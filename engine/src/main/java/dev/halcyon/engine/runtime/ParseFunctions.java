package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code parse} and {@code parse-kv} (R117 to R120): a text becomes an array of its columns. */
final class ParseFunctions {

    private static final int MOST_CACHED = 64;
    private static final ConcurrentHashMap<String, TextParser> PATTERNS = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, TextParser> KEY_VALUES = new ConcurrentHashMap<>();

    private ParseFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.strict(
                "kql_parse",
                "R117, R118",
                text,
                a -> parse(a.text(0), parser(a.text(1), PATTERNS, ParseFunctions::pattern)),
                text,
                text);
        list.strict(
                "kql_parse_key_values",
                "R120",
                text,
                a -> parse(a.text(0), parser(a.text(1), KEY_VALUES, KeyValueParser::read)),
                text,
                text);
    }

    private static TextParser pattern(List<String> instructions) {
        return instructions.getFirst().equals("regex")
                ? ParseRegex.read(instructions)
                : ParsePattern.read(instructions);
    }

    private static TextParser parser(
            String instructions,
            ConcurrentHashMap<String, TextParser> cache,
            Function<List<String>, TextParser> reader) {
        TextParser known = cache.get(instructions);
        if (known != null) {
            return known;
        }
        if (cache.size() >= MOST_CACHED) {
            cache.clear();
        }
        TextParser read = reader.apply(JsonText.elementTexts(instructions));
        cache.put(instructions, read);
        return read;
    }

    private static @Nullable String parse(String text, TextParser parser) {
        List<@Nullable String> cells = parser.parse(text);
        if (cells == null) {
            return null;
        }
        StringBuilder array = new StringBuilder(text.length() + 16).append('[');
        for (int index = 0; index < cells.size(); index++) {
            if (index > 0) {
                array.append(',');
            }
            String cell = cells.get(index);
            if (cell == null) {
                array.append("null");
            } else {
                JsonText.quote(cell, array);
            }
        }
        return array.append(']').toString();
    }
}
