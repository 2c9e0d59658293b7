package dev.halcyon.engine.runtime;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code parse-kv} (R120): finds keys and their values by delimiters, by a regular expression, or with any character
 * that is neither letter nor digit as a delimiter. The first value of a key counts.
 */
final class KeyValueParser implements TextParser {

    private record Property(String name, String value) {}

    private record Key(int column, ScalarType type) {}

    private final Map<String, Key> keys = new HashMap<>();
    private final List<String> quotePairs = new ArrayList<>();
    private String escapes = "";
    private String pairDelimiter = "";
    private String valueDelimiter = "";
    private boolean greedy;
    private @Nullable Pattern regex;

    private KeyValueParser() {}

    /** Reads the number of properties, the properties, then the keys with their types. */
    static KeyValueParser read(List<String> instructions) {
        KeyValueParser parser = new KeyValueParser();
        int properties = Integer.parseInt(instructions.getFirst());
        int index = 1;
        for (int number = 0; number < properties; number++, index += 2) {
            parser.set(new Property(instructions.get(index), instructions.get(index + 1)));
        }
        for (; index + 1 < instructions.size(); index += 2) {
            ScalarType type = ParsedCell.type(instructions.get(index + 1));
            parser.keys.put(instructions.get(index), new Key(parser.keys.size(), type));
        }
        return parser;
    }

    private void set(Property property) {
        switch (property.name()) {
            case "pair_delimiter" -> pairDelimiter = property.value();
            case "kv_delimiter" -> valueDelimiter = property.value();
            case "quote" -> quotePairs.add(property.value());
            case "escape" -> escapes += property.value();
            case "greedy" -> greedy = Boolean.parseBoolean(property.value());
            default -> regex = compile(property.value());
        }
    }

    private static Pattern compile(String text) {
        try {
            Pattern pattern = Pattern.compile(text);
            if (pattern.groupCount() != 2) {
                throw new QueryFailure("The regex of parse-kv needs exactly two groups: the key and the value");
            }
            return pattern;
        } catch (PatternSyntaxException e) {
            throw new QueryFailure("'%s' is not a regular expression: %s".formatted(text, e.getDescription()));
        }
    }

    @Override
    public List<@Nullable String> parse(String text) {
        List<@Nullable String> cells = new ArrayList<>();
        for (int column = 0; column < keys.size(); column++) {
            cells.add(null);
        }
        Map<String, String> found = new HashMap<>();
        if (regex != null) {
            byRegex(text, regex, found);
        } else if (valueDelimiter.isEmpty()) {
            byWords(text, found);
        } else {
            byDelimiters(text, found);
        }
        keys.forEach((name, key) -> {
            String value = found.get(name);
            if (value != null) {
                cells.set(key.column(), ParsedCell.convert(value, key.type()));
            }
        });
        return cells;
    }

    private void take(String key, String value, Map<String, String> found) {
        if (keys.containsKey(key)) {
            found.putIfAbsent(key, value);
        }
    }

    private void byRegex(String text, Pattern pattern, Map<String, String> found) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String key = matcher.group(1);
            String value = matcher.group(2);
            if (key != null && value != null) {
                take(key.strip(), value.strip(), found);
            }
        }
    }

    /** A word that is a wanted key is followed by its value. */
    private void byWords(String text, Map<String, String> found) {
        String key = null;
        Quotes quotes = new Quotes(text, quotePairs, escapes);
        int at = 0;
        while (at < text.length()) {
            Quotes.Part quoted = quotes.at(at);
            if (quoted == null && !Character.isLetterOrDigit(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
                continue;
            }
            Quotes.Part word = quoted == null ? word(text, at) : quoted;
            at = word.end();
            if (key != null) {
                take(key, word.text(), found);
                key = null;
            } else if (keys.containsKey(word.text())) {
                key = word.text();
            }
        }
    }

    private static Quotes.Part word(String text, int start) {
        int end = start;
        while (end < text.length() && Character.isLetterOrDigit(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return new Quotes.Part(text.substring(start, end), end);
    }

    private void byDelimiters(String text, Map<String, String> found) {
        Quotes quotes = new Quotes(text, quotePairs, escapes);
        int at = 0;
        int nextValue = text.indexOf(valueDelimiter);
        while (nextValue >= 0) {
            Quotes.Part key = quotes.at(skipSpace(text, at));
            if (key != null && text.startsWith(valueDelimiter, skipSpace(text, key.end()))) {
                nextValue = skipSpace(text, key.end());
            } else {
                // A piece without a value ends at the pair delimiter before the next value delimiter.
                int start = lastPairStart(text, at, nextValue);
                Quotes.Part late = quotes.at(skipSpace(text, start));
                key = late != null && late.end() == nextValue
                        ? late
                        : new Quotes.Part(text.substring(start, nextValue).strip(), nextValue);
            }
            int start = nextValue + valueDelimiter.length();
            Quotes.Part value = value(text, start, quotes);
            take(key.text(), value.text().strip(), found);
            at = value.end();
            nextValue = at > text.length() ? -1 : text.indexOf(valueDelimiter, at);
        }
    }

    /** Where the piece begins that the value delimiter at {@code limit} stands in. */
    private int lastPairStart(String text, int from, int limit) {
        int start = from;
        int pair = text.indexOf(pairDelimiter, from);
        while (pair >= 0 && pair + pairDelimiter.length() <= limit) {
            start = pair + pairDelimiter.length();
            pair = text.indexOf(pairDelimiter, start);
        }
        return start;
    }

    /** The value from {@code start}; its end is behind the pair delimiter. */
    private Quotes.Part value(String text, int start, Quotes quotes) {
        int first = text.startsWith(pairDelimiter, start) ? start : skipSpace(text, start);
        Quotes.Part quoted = quotes.at(first);
        if (quoted != null) {
            int pair = text.indexOf(pairDelimiter, quoted.end());
            return new Quotes.Part(quoted.text(), pair < 0 ? text.length() + 1 : pair + pairDelimiter.length());
        }
        int pair = greedy ? greedyEnd(text, start) : text.indexOf(pairDelimiter, start);
        return pair < 0
                ? new Quotes.Part(text.substring(start), text.length() + 1)
                : new Quotes.Part(text.substring(start, pair), pair + pairDelimiter.length());
    }

    /** A greedy value ends at the last pair delimiter before the next value delimiter. */
    private int greedyEnd(String text, int start) {
        int candidate = -1;
        int pair = text.indexOf(pairDelimiter, start);
        int next = text.indexOf(valueDelimiter, start);
        while (next >= 0) {
            while (pair >= 0 && pair + pairDelimiter.length() <= next) {
                candidate = pair;
                pair = text.indexOf(pairDelimiter, pair + pairDelimiter.length());
            }
            if (candidate >= 0) {
                return candidate;
            }
            next = text.indexOf(valueDelimiter, next + valueDelimiter.length());
        }
        return -1;
    }

    private static int skipSpace(String text, int start) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
