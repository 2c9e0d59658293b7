package dev.halcyon.kql.syntax;

import dev.halcyon.kql.diagnostic.SourceSpan;

/**
 * {@code alias database name = cluster("c").database("d")} (R12).
 *
 * @param name the alias
 * @param database the database it stands for
 * @param span where the text stands
 */
public record AliasStatement(Name name, SyntaxExpression database, SourceSpan span) implements Statement {}
