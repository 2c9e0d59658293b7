package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/** An element of the pattern of parse: a delimiter, a column, or {@code *} (R117 to R119). */
public sealed interface ParsePatternElement extends SyntaxNode {
    /**
     * A literal delimiter, or a regular expression with {@code kind=regex}.
     *
     * @param literal a string literal
     * @param span where the text stands
     */
    record Delimiter(LiteralExpression literal, SourceSpan span) implements ParsePatternElement {}

    /**
     * Text taken into a column.
     *
     * @param name the column
     * @param type its type, null for string
     * @param span where the text stands
     */
    record Column(Name name, @Nullable TypeName type, SourceSpan span) implements ParsePatternElement {}

    /**
     * Text to skip: {@code *}.
     *
     * @param span where the text stands
     */
    record Skip(SourceSpan span) implements ParsePatternElement {}
}
