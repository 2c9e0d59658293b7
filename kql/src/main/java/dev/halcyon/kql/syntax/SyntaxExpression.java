package dev.halcyon.kql.syntax;

/** An expression, scalar or tabular: the text does not tell the two apart, the binder does (R9). */
public sealed interface SyntaxExpression extends SyntaxNode
        permits BetweenExpression,
                BinaryExpression,
                ContextualDataTableExpression,
                DataTableExpression,
                ElementExpression,
                EntityGroupExpression,
                ExternalDataExpression,
                FunctionCall,
                FunctionDeclaration,
                InExpression,
                InlineExternalTableExpression,
                LiteralExpression,
                MaterializeExpression,
                NameReference,
                NamedExpression,
                ParenthesizedExpression,
                PathExpression,
                PipeExpression,
                StarExpression,
                ToScalarExpression,
                ToTableExpression,
                TypeofExpression,
                UnaryExpression,
                WildcardName {}
