package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.ListLimits;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text (R51, R55, R56, R58, R59, R61, R62). */
final class StringFunctions {

    private static final int LONGEST_REPEAT = 1 << 20;

    private StringFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType number = SqlType.BIGINT;
        SqlType bool = SqlType.BOOLEAN;
        list.strict(
                "kql_has_term",
                "R51",
                bool,
                a -> hasTerm(a.text(0), a.text(1), a.truth(2), a.truth(3)),
                text,
                text,
                bool,
                bool);
        list.strict("kql_has_any", "R51, R53", bool, a -> hasList(a.text(0), a.text(1), true), text, text);
        list.strict("kql_has_all", "R51, R53", bool, a -> hasList(a.text(0), a.text(1), false), text, text);
        list.strict("kql_has_any_index", "R51", number, a -> anyIndex(a.text(0), a.text(1)), text, text);
        list.strict(
                "kql_substring",
                "R55",
                text,
                a -> substring(a.text(0), a.integer(1), a.integer(2)),
                text,
                number,
                number);
        list.strict(
                "kql_index_of",
                "R56",
                number,
                a -> indexOf(a.text(0), a.text(1), a.integer(2), a.integer(3), a.integer(4)),
                text,
                text,
                number,
                number,
                number);
        list.strict(
                "kql_reverse",
                "R61",
                text,
                a -> new StringBuilder(a.text(0)).reverse().toString(),
                text);
        list.strict(
                "kql_replace",
                "R59",
                text,
                a -> a.text(1).isEmpty() ? a.text(0) : a.text(0).replace(a.text(1), a.text(2)),
                text,
                text,
                text);
        list.strict("kql_replace_strings", "R59", text, StringFunctions::replaceAll, text, text, text);
        list.strict("kql_split", "R58", text, a -> array(split(a.text(0), a.text(1))), text, text);
        list.strict("kql_split_at", "R58", text, StringFunctions::splitAt, text, text, number);
        list.strict("kql_count_of", "R62", number, a -> countOf(a.text(0), a.text(1)), text, text);
        list.strict("kql_upper", "R50", text, a -> upperCase(a.text(0)), text);
        list.strict("kql_compare", "", number, a -> (long) Integer.signum(compare(a.text(0), a.text(1))), text, text);
        list.strict("kql_repeat_text", "", text, a -> repeat(a.text(0), a.integer(1), a.text(2)), text, number, text);
        list.strict("kql_translate", "", text, a -> translate(a.text(0), a.text(1), a.text(2)), text, text, text);
        list.strict("kql_hex", "", text, a -> hexadecimal(a.integer(0), a.integer(1)), number, number);
        list.strict("kql_url_encode", "", text, a -> urlEncode(a.text(0), a.truth(1)), text, bool);
        list.strict("kql_url_decode", "", text, a -> urlDecode(a.text(0)), text);
        list.strict(
                "kql_base64_encode",
                "",
                text,
                a -> Base64.getEncoder().encodeToString(a.text(0).getBytes(StandardCharsets.UTF_8)),
                text);
        list.strict("kql_base64_decode", "", text, a -> base64Text(a.text(0)), text);
        list.strict("kql_base64_bytes", "", text, a -> base64Bytes(a.text(0)), text);
        list.strict("kql_is_ascii", "", bool, a -> a.text(0).chars().allMatch(c -> c < 128), text);
        list.strict("kql_digest", "R41", text, a -> digest(a.text(0), a.text(1)), text, text);
        list.strict("kql_hash_text", "R41", number, a -> XxHash64.of(a.text(0).getBytes(StandardCharsets.UTF_8)), text);
        list.strict("kql_hash_long", "R41", number, a -> XxHash64.of(littleEndian(a.integer(0))), number);
        list.strict(
                "kql_format_bytes",
                "",
                text,
                a -> formatBytes(a.real(0), a.integer(1), a.text(2)),
                SqlType.DOUBLE,
                number,
                text);
        list.strict(
                "kql_code_points",
                "R61",
                text,
                a -> a.text(0)
                        .codePoints()
                        .mapToObj(Integer::toString)
                        .collect(java.util.stream.Collectors.joining(",", "[", "]")),
                text);
        list.strict(
                "kql_round",
                "R38",
                SqlType.DOUBLE,
                a -> Rounding.round(a.real(0), a.integer(1)),
                SqlType.DOUBLE,
                number);
        list.strict("kql_round_long", "R38", number, a -> Rounding.round(a.integer(0), a.integer(1)), number, number);
        list.strict(
                "kql_power",
                "R39",
                SqlType.DOUBLE,
                a -> Math.pow(a.real(0), a.real(1)),
                SqlType.DOUBLE,
                SqlType.DOUBLE);
        list.strict("kql_shift_left", "", number, a -> a.integer(0) << a.integer(1), number, number);
        list.strict("kql_shift_right", "", number, a -> a.integer(0) >> a.integer(1), number, number);
    }

    /** Character by character, so that the number of characters stays. */
    static String upperCase(String text) {
        StringBuilder upper = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> upper.appendCodePoint(Character.toUpperCase(codePoint)));
        return upper.toString();
    }

    /** R51: the needle with a boundary where its own end is a letter or digit. */
    static boolean hasTerm(String text, String needle, boolean start, boolean end) {
        if (needle.isEmpty()) {
            return true;
        }
        boolean checkStart = start && RegexSyntax.isTermCharacter(needle.codePointAt(0));
        boolean checkEnd = end && RegexSyntax.isTermCharacter(needle.codePointBefore(needle.length()));
        for (int at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1)) {
            int after = at + needle.length();
            boolean startFits = !checkStart || at == 0 || !RegexSyntax.isTermCharacter(text.codePointBefore(at));
            boolean endFits =
                    !checkEnd || after == text.length() || !RegexSyntax.isTermCharacter(text.codePointAt(after));
            if (startFits && endFits) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasList(String text, String needles, boolean any) {
        List<String> terms = JsonText.elementTexts(needles);
        requireFew(any ? "has_any" : "has_all", terms);
        return any
                ? terms.stream().anyMatch(term -> hasTerm(text, RegexSyntax.lowerCase(term), true, true))
                : terms.stream().allMatch(term -> hasTerm(text, RegexSyntax.lowerCase(term), true, true));
    }

    /** R53: a list that only the data know is counted where it is read. */
    static void requireFew(String operator, List<String> values) {
        if (ListLimits.isExceeded(operator, values)) {
            throw new QueryFailure(ListLimits.reason(operator)
                    + "; put them into a table and join with it, or test with several lists");
        }
    }

    /** The position of the first term that the text holds. */
    private static long anyIndex(String text, String needles) {
        List<String> terms = JsonText.elementTexts(needles);
        for (int index = 0; index < terms.size(); index++) {
            if (hasTerm(text, RegexSyntax.lowerCase(terms.get(index)), true, true)) {
                return index;
            }
        }
        return -1;
    }

    private static String substring(String text, long start, long length) {
        int size = text.codePointCount(0, text.length());
        long first = start < 0 ? size + start : start;
        if (first < 0 || first >= size || length <= 0) {
            return "";
        }
        int from = text.offsetByCodePoints(0, (int) first);
        int count = (int) Math.min(length, size - first);
        return text.substring(from, text.offsetByCodePoints(from, count));
    }

    /** R56: positions count code points; a negative start counts from the end. */
    private static @Nullable Long indexOf(String text, String match, long start, long length, long occurrence) {
        if (match.isEmpty() || length < -1 || occurrence < 0) {
            return null;
        }
        int size = text.codePointCount(0, text.length());
        long first = start < 0 ? Math.max(0, size + start) : start;
        if (first > size || occurrence == 0) {
            return -1L;
        }
        int from = text.offsetByCodePoints(0, (int) first);
        long count = length < 0 ? size - first : Math.min(size - first, length);
        int end = text.offsetByCodePoints(from, (int) count);
        int at = from - 1;
        for (long found = 0; found < occurrence; found++) {
            at = text.indexOf(match, at + 1);
            if (at < 0 || at + match.length() > end) {
                return -1L;
            }
        }
        return (long) text.codePointCount(0, at);
    }

    private static String replaceAll(FunctionList.Arguments a) {
        List<String> lookups = JsonText.elementTexts(a.text(1));
        List<String> rewrites = JsonText.elementTexts(a.text(2));
        String source = a.text(0);
        StringBuilder result = new StringBuilder();
        int index = 0;
        while (index < source.length()) {
            int found = lookupAt(source, index, lookups);
            if (found >= 0 && found < rewrites.size()) {
                result.append(rewrites.get(found));
                index += lookups.get(found).length();
            } else {
                result.append(source.charAt(index));
                index++;
            }
        }
        return result.toString();
    }

    private static int lookupAt(String source, int index, List<String> lookups) {
        for (int candidate = 0; candidate < lookups.size(); candidate++) {
            String lookup = lookups.get(candidate);
            if (!lookup.isEmpty() && source.startsWith(lookup, index)) {
                return candidate;
            }
        }
        return -1;
    }

    private static List<String> split(String text, String delimiter) {
        List<String> parts = new ArrayList<>();
        if (delimiter.isEmpty()) {
            text.codePoints().forEach(codePoint -> parts.add(Character.toString(codePoint)));
            return parts.isEmpty() ? List.of("") : parts;
        }
        int start = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, at));
            start = at + delimiter.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static @Nullable String splitAt(FunctionList.Arguments a) {
        List<String> parts = split(a.text(0), a.text(1));
        long index = a.integer(2);
        return index < 0 || index >= parts.size() ? null : array(List.of(parts.get((int) index)));
    }

    static String array(List<String> texts) {
        return new Json.Array(texts.stream().<Json>map(Json.Text::new).toList()).write();
    }

    /** R62: overlapping matches count. */
    private static long countOf(String text, String match) {
        if (match.isEmpty()) {
            return 0;
        }
        long count = 0;
        for (int at = text.indexOf(match); at >= 0; at = text.indexOf(match, at + 1)) {
            count++;
        }
        return count;
    }

    /** By code point, which UTF-16 order is not. */
    private static int compare(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int index = 0; index < length; index++) {
            if (left.charAt(index) != right.charAt(index)) {
                return Integer.compare(left.codePointAt(index), right.codePointAt(index));
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static String repeat(String text, long count, String delimiter) {
        if (count <= 0) {
            return "";
        }
        if (count > LONGEST_REPEAT || count * (text.length() + delimiter.length()) > LONGEST_REPEAT) {
            throw new QueryFailure("strrep() would make a text longer than 1 MiB");
        }
        return String.join(delimiter, java.util.Collections.nCopies((int) count, text));
    }

    private static String translate(String source, String from, String to) {
        int[] search = from.codePoints().toArray();
        int[] replacement = to.codePoints().toArray();
        StringBuilder result = new StringBuilder();
        source.codePoints().forEach(codePoint -> {
            int position = -1;
            for (int index = 0; index < search.length && position < 0; index++) {
                position = search[index] == codePoint ? index : -1;
            }
            if (position < 0) {
                result.appendCodePoint(codePoint);
            } else if (replacement.length > 0) {
                result.appendCodePoint(replacement[Math.min(position, replacement.length - 1)]);
            }
        });
        return result.toString();
    }

    private static String hexadecimal(long value, long minimumLength) {
        String digits = Long.toHexString(value);
        return "0".repeat(Math.clamp(minimumLength - digits.length(), 0, 1024)) + digits;
    }

    private static String urlEncode(String text, boolean component) {
        StringBuilder encoded = new StringBuilder(URLEncoder.encode(text, StandardCharsets.UTF_8));
        for (int index = 0; index < encoded.length(); index++) {
            if (encoded.charAt(index) == '%') {
                encoded.setCharAt(index + 1, Character.toLowerCase(encoded.charAt(index + 1)));
                encoded.setCharAt(index + 2, Character.toLowerCase(encoded.charAt(index + 2)));
            }
        }
        return component ? encoded.toString().replace("+", "%20") : encoded.toString();
    }

    private static String urlDecode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String base64Text(String text) {
        byte[] bytes = base64(text);
        if (bytes == null) {
            return "";
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return "";
        }
    }

    private static @Nullable String base64Bytes(String text) {
        byte[] bytes = base64(text);
        if (bytes == null) {
            return null;
        }
        List<Json> elements = new ArrayList<>();
        for (byte value : bytes) {
            elements.add(Json.of(value & 0xFFL));
        }
        return new Json.Array(elements).write();
    }

    private static byte @Nullable [] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String digest(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java", e);
        }
    }

    private static byte[] littleEndian(long value) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    private static String formatBytes(double size, long precision, String unit) {
        List<String> units = List.of("Bytes", "KB", "MB", "GB", "TB", "PB", "EB");
        int index = 0;
        double scaled = size;
        int wanted = units.indexOf(unit);
        while (wanted >= 0 ? index < wanted : Math.abs(scaled) >= 1024 && index < units.size() - 1) {
            scaled /= 1024;
            index++;
        }
        double rounded = Rounding.round(scaled, precision);
        String digits = String.format(Locale.ROOT, "%." + Math.clamp(precision, 0, 15) + "f", rounded);
        String shortest =
                digits.indexOf('.') < 0 ? digits : digits.replaceAll("0+$", "").replaceAll("\\.$", "");
        return shortest + " " + units.get(index);
    }
}
