package dev.halcyon.kql.bind;

import dev.halcyon.kql.type.ScalarType;
import java.util.Locale;
import java.util.Objects;

/**
 * A term of {@code search} (R121): stars at its ends open it to prefixes and suffixes, a star inside makes it a pattern.
 *
 * @param operator the string operator that tests it
 * @param text the right side of that operator
 * @param letters the characters that must occur in a value for the term to be found there
 */
record SearchTerm(String operator, String text, String letters) {
    SearchTerm {
        Objects.requireNonNull(operator, "operator");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(letters, "letters");
    }

    static SearchTerm of(String written, boolean caseSensitive) {
        String suffix = caseSensitive ? "_cs" : "";
        boolean open = written.length() > 1 && written.endsWith("*");
        String text = open ? written.substring(0, written.length() - 1) : written;
        boolean openStart = text.length() > 1 && text.startsWith("*");
        text = openStart ? text.substring(1) : text;
        if (text.equals("*")) {
            return new SearchTerm("contains" + suffix, "", "");
        }
        if (text.indexOf('*') >= 0) {
            return pattern(text, openStart, open, caseSensitive);
        }
        String operator = openStart ? (open ? "contains" : "hassuffix") : open ? "hasprefix" : "has";
        return new SearchTerm(operator + suffix, text, text);
    }

    private static SearchTerm pattern(String text, boolean openStart, boolean openEnd, boolean caseSensitive) {
        StringBuilder regex = new StringBuilder(caseSensitive ? "" : "(?i)");
        if (!openStart) {
            regex.append("\\b");
        }
        String separator = "";
        for (String part : text.split("\\*", -1)) {
            regex.append(separator);
            part.codePoints().forEach(letter -> {
                if (letter < 0x80 && !Character.isLetterOrDigit(letter)) {
                    regex.append('\\');
                }
                regex.appendCodePoint(letter);
            });
            separator = ".*";
        }
        if (!openEnd) {
            regex.append("\\b");
        }
        return new SearchTerm("matches regex", regex.toString(), text.replace("*", ""));
    }

    /** True when every text matches. */
    boolean isAnything() {
        return text.isEmpty();
    }

    /** False when the text form of no value of the type can hold the term, so that the column need not be read. */
    boolean canOccurIn(ScalarType type) {
        String alphabet = switch (type) {
            case STRING, DYNAMIC -> "";
            case BOOL -> "truefals";
            case INT, LONG -> "-0123456789";
            case REAL, DECIMAL -> "-+.0123456789einfaty";
            case DATETIME -> "-:.0123456789tz";
            case TIMESPAN -> "-:.0123456789";
            case GUID -> "-0123456789abcdef";
        };
        return alphabet.isEmpty()
                || letters.toLowerCase(Locale.ROOT).chars().allMatch(letter -> alphabet.indexOf(letter) >= 0);
    }
}
