package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/** The syntax errors and their codes (R142). */
enum SyntaxError {
    /** There is nothing to answer. */
    EMPTY_QUERY("SYN0001"),
    /** A word stands where the grammar does not allow it. */
    UNEXPECTED_TOKEN("SYN0002"),
    /** The word behind a bar is no operator. */
    UNKNOWN_OPERATOR("SYN0003"),
    /** A literal whose text has no value of its type. */
    INVALID_LITERAL("SYN0004"),
    /** A string without closing quote. */
    UNTERMINATED_STRING("SYN0005"),
    /** A character that begins no word. */
    UNEXPECTED_CHARACTER("SYN0006"),
    /** Deeper than {@link TreeContext#DEEPEST_TREE} or {@link TokenReader#DEEPEST_BRACKETS}. */
    TOO_DEEP("SYN0007"),
    /** An operator without the bar before it. */
    MISSING_BAR("SYN0008"),
    /** A bracket without its partner. */
    UNBALANCED_BRACKET("SYN0009"),
    /** Something other than a name stands before an equals sign. */
    NAME_EXPECTED("SYN0010"),
    /** Several expressions in parentheses where one belongs. */
    LIST_NOT_ALLOWED("SYN0011"),
    /** A management command, which begins with a dot. */
    MANAGEMENT_COMMAND("SYN0012"),
    /** A word behind a dot that is no command, or a text that should be one and does not begin with a dot. */
    UNKNOWN_COMMAND("SYN0013");

    private static final int LONGEST_QUOTE = 40;

    private final String code;

    SyntaxError(String code) {
        this.code = code;
    }

    /** A piece of the request, short enough for a message. */
    static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }

    Diagnostic at(SourceSpan span, String message, @Nullable String hint) {
        return Diagnostic.error(code, message, span, hint);
    }

    KqlException exception(SourceSpan span, String message, @Nullable String hint) {
        return new KqlException(at(span, message, hint));
    }
}
