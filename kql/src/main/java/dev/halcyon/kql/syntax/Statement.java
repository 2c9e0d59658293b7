package dev.halcyon.kql.syntax;

/** A statement of a request or of a function body. */
public sealed interface Statement extends SyntaxNode
        permits AliasStatement,
                ExpressionStatement,
                LetStatement,
                PatternStatement,
                QueryParametersStatement,
                RestrictStatement,
                SetStatement {}
