package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.FunctionDeclaration;

/**
 * Parameters and body of a function: {@code (n:long) { T | take n }}. The name is the part before.
 *
 * @param declaration as a let statement has it
 * @param span where the text stands
 */
public record CommandFunction(FunctionDeclaration declaration, SourceSpan span) implements CommandPart {}
