package dev.halcyon.engine.runtime;

import dev.halcyon.engine.EngineException;

/**
 * A pattern in the syntax of the Rust regex crate (R54) as one of RE2.
 *
 * <p>The classes {@code \d \w \s} and their complements mean Unicode there and ASCII here, so they are written out;
 * code points have other escapes. What RE2 has and Rust has not, and what Rust has and RE2 cannot express, is refused:
 * nested character classes and operations on classes, quoting with {@code \Q}, single bytes with {@code \C}. A word
 * boundary {@code \b} is that of RE2, which knows ASCII letters only.
 */
final class RegexTranslation {

    private static final String WORD = "\\p{L}\\p{M}\\p{Nd}\\p{Pc}";
    private static final String NOT_WORD = "\\p{Nl}\\p{No}\\p{Pd}\\p{Ps}\\p{Pe}\\p{Pi}\\p{Pf}\\p{Po}\\p{S}\\p{Z}\\p{C}";
    private static final String SPACE = "\\s\\x{0B}\\x{85}\\p{Z}";
    private static final String NOT_SPACE = "\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}"
            + "\\x{00}-\\x{08}\\x{0E}-\\x{1F}\\x{7F}-\\x{84}\\x{86}-\\x{9F}";
    private static final int SHORT_CODE = 4;
    private static final int LONG_CODE = 8;

    private final String pattern;
    private final StringBuilder result;
    private int index;
    /** Where the members of the open class begin; -1 outside a class. */
    private int members = -1;

    private RegexTranslation(String pattern) {
        this.pattern = pattern;
        this.result = new StringBuilder(pattern.length() + 16);
    }

    static String of(String pattern) {
        RegexTranslation translation = new RegexTranslation(pattern);
        while (translation.index < pattern.length()) {
            translation.step();
        }
        return translation.result.toString();
    }

    private void step() {
        char c = pattern.charAt(index);
        if (c == '\\' && index + 1 < pattern.length()) {
            escape(pattern.charAt(index + 1));
        } else if (members < 0) {
            outside(c);
        } else {
            inside(c);
        }
    }

    private void outside(char c) {
        result.append(c);
        index++;
        if (c == '[') {
            if (index < pattern.length() && pattern.charAt(index) == '^') {
                result.append('^');
                index++;
            }
            members = index;
        }
    }

    private void inside(char c) {
        boolean doubled = index + 1 < pattern.length() && pattern.charAt(index + 1) == c;
        if (c == ']' && index > members) {
            members = -1;
        } else if (c == '[') {
            int end = pattern.startsWith("[:", index) ? pattern.indexOf(":]", index) : -1;
            if (end < 0) {
                throw refused("has a character class inside another; write its members into one");
            }
            result.append(pattern, index, end + 1);
            index = end + 1;
            return;
        } else if (doubled && c == '-' && index == members) {
            // In front of the members a dash is itself, however many there are.
            while (index < pattern.length() && pattern.charAt(index) == '-') {
                result.append("\\-");
                index++;
            }
            return;
        } else if (doubled && (c == '&' || c == '~' || c == '-')) {
            throw refused("combines character classes with %c%c; write the members into one class".formatted(c, c));
        } else if (c == ']') {
            result.append('\\');
        }
        result.append(c);
        index++;
    }

    private void escape(char c) {
        boolean inClass = members >= 0;
        index += 2;
        switch (c) {
            case 'd' -> result.append("\\p{Nd}");
            case 'D' -> result.append("\\P{Nd}");
            case 'w' -> result.append(inClass ? WORD : "[" + WORD + "]");
            case 'W' -> result.append(inClass ? NOT_WORD : "[^" + WORD + "]");
            case 's' -> result.append(inClass ? SPACE : "[" + SPACE + "]");
            case 'S' -> result.append(inClass ? NOT_SPACE : "[^" + SPACE + "]");
            case 'b', 'B' -> {
                if (pattern.startsWith("{", index)) {
                    throw refused("has the half word boundary \\b{…}; write \\b");
                }
                result.append('\\').append(c);
            }
            case 'u' -> codePoint(SHORT_CODE);
            case 'U' -> codePoint(LONG_CODE);
            case 'Q', 'C' ->
                throw refused("uses \\%c, which regular expressions of the language do not have".formatted(c));
            case '/', '"', '\'', ' ', ',', ':', ';', '@', '#', '%', '=', '<', '>', '`', '!', '_' -> result.append(c);
            case '&', '~' ->
                result.append("\\x{").append(Integer.toHexString(c)).append('}');
            default -> result.append('\\').append(c);
        }
    }

    /** {@code \}{@code u0041}, {@code \}{@code u{41}} and the like. */
    private void codePoint(int digits) {
        int end = index + digits;
        String code;
        if (index < pattern.length() && pattern.charAt(index) == '{') {
            end = pattern.indexOf('}', index) + 1;
            code = end > 0 ? pattern.substring(index + 1, end - 1) : "";
        } else {
            code = end <= pattern.length() ? pattern.substring(index, end) : "";
        }
        boolean hexadecimal = !code.isEmpty()
                && code.length() <= LONG_CODE
                && code.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
        if (!hexadecimal) {
            throw refused("has an incomplete code point");
        }
        result.append("\\x{").append(code).append('}');
        index = end;
    }

    private EngineException refused(String why) {
        return new EngineException(
                EngineException.Kind.QUERY, "The regular expression '%s' %s".formatted(pattern, why));
    }
}
