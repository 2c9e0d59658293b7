package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.syntax.AliasStatement;
import dev.halcyon.kql.syntax.ColumnDeclaration;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FunctionDeclaration;
import dev.halcyon.kql.syntax.LetStatement;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.ParameterDeclaration;
import dev.halcyon.kql.syntax.ParameterType;
import dev.halcyon.kql.syntax.PatternCase;
import dev.halcyon.kql.syntax.PatternStatement;
import dev.halcyon.kql.syntax.QueryParametersStatement;
import dev.halcyon.kql.syntax.RestrictStatement;
import dev.halcyon.kql.syntax.SchemaDeclaration;
import dev.halcyon.kql.syntax.SetStatement;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TypeName;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Builds statements and declarations (R9 to R12). */
final class StatementBuilder {
    private final TreeContext tree;
    private final ExpressionBuilder expressions;

    StatementBuilder(TreeContext tree) {
        this.tree = tree;
        this.expressions = new ExpressionBuilder(tree, this);
    }

    List<Statement> statements(KqlGrammar.@Nullable StatementsContext context) {
        return context == null ? List.of() : TreeContext.map(context.statement(), this::statement);
    }

    Statement statement(KqlGrammar.StatementContext context) {
        return tree.below(1, context, () -> statementOf(context));
    }

    private Statement statementOf(KqlGrammar.StatementContext context) {
        if (context.letStatement() != null) {
            return let(context.letStatement());
        }
        if (context.setStatement() != null) {
            KqlGrammar.SetStatementContext set = context.setStatement();
            return new SetStatement(name(set.name()), optional(set.expression()), tree.span(set));
        }
        if (context.declareStatement() != null) {
            KqlGrammar.DeclareStatementContext declare = context.declareStatement();
            return declare.patternDeclaration() == null
                    ? new QueryParametersStatement(parameters(declare.parameterDeclarations()), tree.span(declare))
                    : pattern(declare);
        }
        if (context.aliasStatement() != null) {
            KqlGrammar.AliasStatementContext alias = context.aliasStatement();
            return new AliasStatement(name(alias.name()), expressions.expression(alias.expression()), tree.span(alias));
        }
        if (context.restrictStatement() != null) {
            KqlGrammar.RestrictStatementContext restrict = context.restrictStatement();
            return new RestrictStatement(expressions.tables(restrict.tableReference()), tree.span(restrict));
        }
        KqlGrammar.ExpressionStatementContext statement = context.expressionStatement();
        return new ExpressionStatement(expressions.pipe(statement.pipe()), tree.span(statement));
    }

    private LetStatement let(KqlGrammar.LetStatementContext context) {
        SyntaxExpression value = context.functionDeclaration() == null
                ? expressions.pipe(context.pipe())
                : function(context.functionDeclaration());
        return new LetStatement(name(context.name()), value, tree.span(context));
    }

    FunctionDeclaration function(KqlGrammar.FunctionDeclarationContext context) {
        return new FunctionDeclaration(
                context.VIEW() != null,
                parameters(context.parameterDeclarations()),
                statements(context.statements()),
                tree.span(context));
    }

    private PatternStatement pattern(KqlGrammar.DeclareStatementContext declare) {
        KqlGrammar.PatternDeclarationContext context = declare.patternDeclaration();
        List<ParameterDeclaration> parameters =
                context.parameterDeclarations() == null ? List.of() : parameters(context.parameterDeclarations());
        ParameterDeclaration path =
                context.parameterDeclaration() == null ? null : parameter(context.parameterDeclaration());
        return new PatternStatement(
                name(context.name()),
                parameters,
                path,
                TreeContext.map(context.patternCase(), this::patternCase),
                tree.span(declare));
    }

    private PatternCase patternCase(KqlGrammar.PatternCaseContext context) {
        List<SyntaxExpression> literals = new ArrayList<>(expressions.expressions(context.expression()));
        SyntaxExpression path = context.DOT() == null ? null : literals.removeLast();
        return new PatternCase(literals, path, statements(context.statements()), tree.span(context));
    }

    private @Nullable SyntaxExpression optional(KqlGrammar.@Nullable ExpressionContext context) {
        return context == null ? null : expressions.expression(context);
    }

    private List<ParameterDeclaration> parameters(KqlGrammar.ParameterDeclarationsContext context) {
        return TreeContext.map(context.parameterDeclaration(), this::parameter);
    }

    private ParameterDeclaration parameter(KqlGrammar.ParameterDeclarationContext context) {
        ParameterType type = context.schema() == null ? typeName(context.typeName()) : schema(context.schema());
        return new ParameterDeclaration(name(context.name()), type, optional(context.expression()), tree.span(context));
    }

    SchemaDeclaration schema(KqlGrammar.SchemaContext context) {
        return new SchemaDeclaration(context.STAR() != null, columns(context.columnDeclaration()), tree.span(context));
    }

    List<ColumnDeclaration> columns(List<KqlGrammar.ColumnDeclarationContext> contexts) {
        return TreeContext.map(contexts, this::column);
    }

    ColumnDeclaration column(KqlGrammar.ColumnDeclarationContext context) {
        return new ColumnDeclaration(name(context.name()), typeName(context.typeName()), tree.span(context));
    }

    TypeName typeName(KqlGrammar.TypeNameContext context) {
        String text = context.name() == null ? context.getText() : nameText(context.name());
        return new TypeName(text, tree.span(context));
    }

    Name name(KqlGrammar.NameContext context) {
        return new Name(nameText(context), tree.span(context));
    }

    /** The name without brackets and quotes (R1). */
    static String nameText(KqlGrammar.NameContext context) {
        KqlGrammar.BracketedNameContext bracketed = context.bracketedName();
        return bracketed == null
                ? context.getStart().getText()
                : StringLiterals.valueOf(bracketed.STRING_LITERAL().getSymbol());
    }

    static Name wordAsName(ParserRuleContext context) {
        return new Name(context.getStart().getText(), TokenReader.spanOf(context.getStart()));
    }
}
