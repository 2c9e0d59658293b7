package dev.halcyon.kql.syntax.command;

import dev.halcyon.kql.syntax.SyntaxNode;

/** A piece of a clause. */
public sealed interface CommandPart extends SyntaxNode
        permits CommandWord,
                CommandName,
                CommandPath,
                CommandCall,
                CommandLiteral,
                CommandColumn,
                CommandAssignment,
                CommandRange,
                CommandList,
                CommandProperties,
                CommandFunction,
                CommandBody {}
