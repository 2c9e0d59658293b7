package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * A scalar type written by name (section 2 of the language rules).
 *
 * @param text the name as written, such as long or double; the binder resolves aliases
 * @param span where the text stands
 */
public record TypeName(String text, SourceSpan span) implements ParameterType {}
