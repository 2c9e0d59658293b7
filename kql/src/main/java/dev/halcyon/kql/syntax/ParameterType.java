package dev.halcyon.kql.syntax;

/** What a parameter takes: a scalar of a type, or a table of a schema (R9). */
public sealed interface ParameterType extends SyntaxNode permits SchemaDeclaration, TypeName {}
