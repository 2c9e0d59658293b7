package dev.halcyon.kql.function;

import java.util.List;

/**
 * Functions that tabular operators are made of and that no text can call: their names hold a blank. An engine lowers them
 * like any other function.
 */
public final class OperatorFunctions {

    /**
     * {@code parse} (R117 to R119): the captured columns of one text, as an array of texts in the physical form of their
     * types; null when the text does not match. Arguments: the text, the kind, the flags, then for each element of the
     * pattern its kind ({@code delimiter}, {@code column}, {@code skip}) and its text or type.
     */
    public static final FunctionDeclaration PARSE = declare("operator parse");

    /**
     * {@code parse-kv} (R120): as {@link #PARSE}, never null. Arguments: the text, a bag of the properties, then for each
     * key its name and its type.
     */
    public static final FunctionDeclaration PARSE_KEY_VALUES = declare("operator parse-kv");

    /** Element {@code index} of what one of the above gives, as a value of the call's type. */
    public static final FunctionDeclaration PARSED_COLUMN = declare("operator parsed-column");

    private OperatorFunctions() {}

    private static FunctionDeclaration declare(String name) {
        return new FunctionDeclaration(
                name,
                FunctionKind.SCALAR,
                "operators",
                List.of(),
                new ResultName.Generated(),
                AzureMonitorStatus.YES,
                true,
                false,
                "");
    }
}
