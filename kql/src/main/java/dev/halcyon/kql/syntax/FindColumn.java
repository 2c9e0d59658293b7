package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * One output column of find: {@code c:string} (R122).
 *
 * @param column a NameReference, WildcardName, StarExpression, or the call pack(*)
 * @param type the type wanted
 * @param span where the text stands
 */
public record FindColumn(SyntaxExpression column, @Nullable TypeName type, SourceSpan span) implements SyntaxNode {}
