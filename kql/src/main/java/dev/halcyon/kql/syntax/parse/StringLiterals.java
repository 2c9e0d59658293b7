package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.antlr.v4.runtime.Token;

/** Takes quotes and escapes off string literals (R3). */
final class StringLiterals {
    private StringLiterals() {}

    static boolean isSecret(String literal) {
        return literal.charAt(0) == 'h' || literal.charAt(0) == 'H';
    }

    /**
     * The value of one literal of any form.
     *
     * @throws dev.halcyon.kql.diagnostic.KqlException when an escape is unknown
     */
    static String valueOf(Token token) {
        String literal = token.getText();
        int start = isSecret(literal) ? 1 : 0;
        char first = literal.charAt(start);
        if (first == '@') {
            String quote = literal.substring(start + 1, start + 2);
            return literal.substring(start + 2, literal.length() - 1).replace(quote + quote, quote);
        }
        if (first == '`' || first == '~') {
            return literal.substring(start + 3, literal.length() - 3);
        }
        String inner = literal.substring(start + 1, literal.length() - 1);
        return inner.indexOf('\\') < 0 ? inner : unescape(inner, token.getStartIndex() + start + 1);
    }

    private static String unescape(String inner, int offset) {
        StringBuilder value = new StringBuilder(inner.length());
        int i = 0;
        while (i < inner.length()) {
            char c = inner.charAt(i);
            if (c != '\\') {
                value.append(c);
                i++;
                continue;
            }
            char kind = inner.charAt(i + 1);
            int digits = digitsOf(kind);
            if (digits > 0) {
                value.appendCodePoint(codePoint(inner, i, digits, offset));
            } else {
                value.append(simple(kind, inner, i, offset));
            }
            i += 2 + digits;
        }
        return value.toString();
    }

    private static int digitsOf(char kind) {
        return switch (kind) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
        };
    }

    private static int codePoint(String inner, int at, int digits, int offset) {
        int end = at + 2 + digits;
        try {
            if (end <= inner.length()) {
                int value = Integer.parseInt(inner, at + 2, end, 16);
                if (Character.isValidCodePoint(value)) {
                    return value;
                }
            }
        } catch (NumberFormatException notHexadecimal) {
            // Reported below, like too few digits.
        }
        throw SyntaxError.INVALID_LITERAL.exception(
                new SourceSpan(offset + at, offset + Math.min(end, inner.length())),
                "the escape needs " + digits + " hexadecimal digits of a character",
                "write @\"...\" for text with backslashes");
    }

    private static char simple(char kind, String inner, int at, int offset) {
        return switch (kind) {
            case '\\', '"', '\'', '/', '`' -> kind;
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> '\0';
            case 'a' -> '\u0007';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'v' -> '\u000B';
            default ->
                throw SyntaxError.INVALID_LITERAL.exception(
                        new SourceSpan(offset + at, offset + at + 2),
                        "unknown escape '" + inner.substring(at, at + 2) + "' in the string",
                        "double the backslash, or write @\"...\"");
        };
    }
}
