package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.Severity;
import dev.halcyon.kql.diagnostic.SourceSpan;

/** The codes of semantic errors (R142). {@code SEM9…} are Halcyon's own. */
enum SemanticError {
    /** A name that is no column, variable, table or function. */
    UNRESOLVED_NAME("SEM0100"),
    /** No function of that name. */
    UNKNOWN_FUNCTION("SEM0260"),
    /** Too few or too many arguments, or none of that name. */
    ARGUMENT_COUNT("SEM0219"),
    /** An argument of a type that the function does not take. */
    ARGUMENT_TYPE("SEM0220"),
    /** Operands whose types do not go together. */
    OPERAND_TYPE("SEM0064"),
    /** A condition that is not a bool. */
    NOT_A_CONDITION("SEM0021"),
    /** A table where a scalar belongs, or a scalar where a table belongs. */
    WRONG_SHAPE("SEM0040"),
    /** An aggregate outside summarize, or a scalar where an aggregate belongs. */
    AGGREGATE_PLACE("SEM0079"),
    /** A column defined twice. */
    DUPLICATE_NAME("SEM0036"),
    /** A group, sort or join key that cannot be one. */
    INVALID_KEY("SEM0044"),
    /** A value that must be known before the query runs. */
    NOT_CONSTANT("SEM0032"),
    /** A value outside its range. */
    INVALID_VALUE("SEM0024"),
    /** A window function over rows without an order. */
    NOT_SERIALIZED("SEM0230"),
    /** A property, hint or kind that the operator does not have. */
    UNKNOWN_PROPERTY("SEM0140"),
    /** A function calling itself, or calls nested too deeply. */
    RECURSION("SEM0083"),
    /** Legal KQL that this engine does not run. */
    NOT_SUPPORTED("SEM9001"),
    /** Legal KQL that the place forbids, such as {@code summarize} in an ingestion transformation. */
    NOT_ALLOWED_HERE("SEM9002"),
    /** A workspace, application or resource that this server does not hold. */
    UNRESOLVED_RESOURCE("SEM9003"),
    /** A request whose plan grows beyond every use. */
    TOO_LARGE("SEM9004");

    private final String code;

    SemanticError(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /** A failure of this code. */
    KqlException exception(SourceSpan span, String message) {
        return new KqlException(new Diagnostic(code, Severity.ERROR, message, span, null));
    }
}
