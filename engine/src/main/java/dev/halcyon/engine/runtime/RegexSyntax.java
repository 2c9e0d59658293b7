package dev.halcyon.engine.runtime;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.halcyon.engine.EngineException;
import java.util.Optional;

/**
 * Regular expressions: the language's syntax is that of the Rust regex crate (R54), the engines' is RE2;
 * {@link RegexTranslation} goes from one to the other.
 */
public final class RegexSyntax {

    /** What in ASCII is neither letter nor digit. */
    private static final String ASCII_BOUNDARY = "[\\x00-/:-@\\[-`{-\\x7f]";

    /** The most groups of one regular expression (R54). */
    public static final int MAXIMUM_GROUPS = 16;

    /** What to do about more. */
    public static final String GROUP_ADVICE = "Write (?:…) for groups that nothing refers to";

    private RegexSyntax() {}

    /**
     * The pattern in RE2 syntax.
     *
     * @throws EngineException when it is no pattern; the message says why
     */
    public static String translate(String pattern) {
        return compile(pattern).pattern();
    }

    /** As {@link #translate}, compiled. */
    public static Pattern compile(String pattern) {
        return compile(pattern, 0);
    }

    /**
     * As {@link #compile(String)} for a pattern that the engine has put together.
     *
     * @param added groups that the engine has added to those of the user
     */
    static Pattern compile(String pattern, int added) {
        Pattern compiled = compileAny(pattern);
        Optional<String> tooMany = excess(compiled.groupCount() - added);
        if (tooMany.isPresent()) {
            throw new EngineException(EngineException.Kind.QUERY, tooMany.get() + ". " + GROUP_ADVICE);
        }
        return compiled;
    }

    /**
     * What is wrong with the number of groups of a pattern; empty when nothing is.
     *
     * @throws EngineException when it is no pattern
     */
    public static Optional<String> groupExcess(String pattern) {
        return excess(compileAny(pattern).groupCount());
    }

    private static Optional<String> excess(int groups) {
        return groups > MAXIMUM_GROUPS
                ? Optional.of(
                        "A regular expression has at most %d groups, this one has %d".formatted(MAXIMUM_GROUPS, groups))
                : Optional.empty();
    }

    private static Pattern compileAny(String pattern) {
        String translated = RegexTranslation.of(pattern);
        try {
            return Pattern.compile(translated);
        } catch (PatternSyntaxException e) {
            throw new EngineException(
                    EngineException.Kind.QUERY,
                    "'%s' is not a regular expression: %s".formatted(pattern, e.getDescription()));
        }
    }

    /**
     * A rewrite text in the syntax of RE2: {@code \0} to {@code \9} are groups, two backslashes are one, any other
     * backslash is itself. A group that the pattern lacks is empty (R59).
     *
     * @param pattern a translated pattern
     */
    public static String translateRewrite(String rewrite, Pattern pattern) {
        if (rewrite.indexOf('\\') < 0) {
            return rewrite;
        }
        int groups = pattern.groupCount();
        StringBuilder result = new StringBuilder(rewrite.length() + 2);
        int index = 0;
        while (index < rewrite.length()) {
            char c = rewrite.charAt(index++);
            char next = index < rewrite.length() ? rewrite.charAt(index) : 0;
            if (c != '\\') {
                result.append(c);
            } else if (next >= '0' && next <= '9') {
                index++;
                if (next - '0' <= groups) {
                    result.append(c).append(next);
                }
            } else {
                index += next == '\\' ? 1 : 0;
                result.append("\\\\");
            }
        }
        return result.toString();
    }

    /**
     * A pattern that finds a term (R51) in a text of ASCII where a substring search has found its text: a boundary is
     * needed at an end that is itself a letter or digit. In other texts it finds no more than the terms that end at ASCII.
     *
     * @return empty when no end needs a boundary
     */
    public static Optional<String> termPattern(String needle, boolean start, boolean end) {
        boolean checkStart = start && isTermCharacter(needle.codePointAt(0));
        boolean checkEnd = end && isTermCharacter(needle.codePointBefore(needle.length()));
        if (!checkStart && !checkEnd) {
            return Optional.empty();
        }
        return Optional.of((checkStart ? "(?:^|" + ASCII_BOUNDARY + ")" : "")
                + Pattern.quote(needle)
                + (checkEnd ? "(?:$|" + ASCII_BOUNDARY + ")" : ""));
    }

    static boolean isTermCharacter(int codePoint) {
        return Character.isLetter(codePoint) || Character.getType(codePoint) == Character.DECIMAL_DIGIT_NUMBER;
    }

    /** Simple lower-casing of each code point (R50). */
    public static String lowerCase(String text) {
        StringBuilder lower = new StringBuilder(text.length());
        text.codePoints().forEach(codePoint -> lower.appendCodePoint(Character.toLowerCase(codePoint)));
        return lower.toString();
    }
}
