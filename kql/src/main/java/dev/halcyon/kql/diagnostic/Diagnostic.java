package dev.halcyon.kql.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * One finding about a request (R142).
 *
 * @param code SYN and four digits for syntax, SEM and four digits for meaning
 * @param severity how serious it is
 * @param message what is wrong, naming the thing
 * @param span where
 * @param hint what to do instead, null when there is no good advice
 */
public record Diagnostic(
        String code,
        Severity severity,
        String message,
        SourceSpan span,
        @Nullable String hint) {
    /** An error without advice. */
    public static Diagnostic error(String code, String message, SourceSpan span) {
        return new Diagnostic(code, Severity.ERROR, message, span, null);
    }

    /** An error with advice. */
    public static Diagnostic error(String code, String message, SourceSpan span, @Nullable String hint) {
        return new Diagnostic(code, Severity.ERROR, message, span, hint);
    }
}
