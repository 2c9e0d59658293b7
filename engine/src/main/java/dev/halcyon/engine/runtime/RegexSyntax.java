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

    private RegexSyntax() {}

    /**
     * The pattern in RE2 syntax.
     *
     * @throws EngineException when it is no pattern; the message says why
     */
    public static String translate(String pattern) {
        String translated = RegexTranslation.of(pattern);
        try {
            Pattern.compile(translated);
        } catch (PatternSyntaxException e) {
            throw new EngineException(
                    EngineException.Kind.QUERY,
                    "'%s' is not a regular expression: %s".formatted(pattern, e.getDescription()));
        }
        return translated;
    }

    /** A rewrite text: both sides write groups as {@code \0} to {@code \9}. */
    public static String translateRewrite(String rewrite) {
        return rewrite;
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
