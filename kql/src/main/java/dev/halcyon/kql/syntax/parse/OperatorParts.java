package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.ExpressionStatement;
import dev.halcyon.kql.syntax.FindColumn;
import dev.halcyon.kql.syntax.FindProjection;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.InExpression;
import dev.halcyon.kql.syntax.ListOperator;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.MakeSeriesAxis;
import dev.halcyon.kql.syntax.MvExpandColumn;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.NullsOrder;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParsePatternElement;
import dev.halcyon.kql.syntax.ReorderColumn;
import dev.halcyon.kql.syntax.ScanStep;
import dev.halcyon.kql.syntax.SortKey;
import dev.halcyon.kql.syntax.SortOrder;
import dev.halcyon.kql.syntax.Statement;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TopNestedLevel;
import dev.halcyon.kql.syntax.TypeName;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** The parts that operators are made of: hints, sort keys, columns, patterns. */
final class OperatorParts {
    private final TreeContext tree;
    private final StatementBuilder statements;
    private final ExpressionBuilder expressions;

    OperatorParts(TreeContext tree, StatementBuilder statements, ExpressionBuilder expressions) {
        this.tree = tree;
        this.statements = statements;
        this.expressions = expressions;
    }

    @Nullable
    SyntaxExpression optional(KqlGrammar.@Nullable ExpressionContext context) {
        return context == null ? null : expressions.expression(context);
    }

    @Nullable
    Name optional(KqlGrammar.@Nullable NameContext context) {
        return context == null ? null : statements.name(context);
    }

    List<OperatorParameter> hints(List<KqlGrammar.HintContext> hints) {
        return TreeContext.map(
                hints, hint -> expressions.parameter(hint.HINT_NAME().getText(), hint.parameterValue(), hint));
    }

    /** Parameters whose names are words of their own: a word, an equals sign and a value each. */
    List<OperatorParameter> wordParameters(ParserRuleContext context, int fromChild) {
        List<OperatorParameter> parameters = new ArrayList<>();
        int i = fromChild;
        while (i + 2 < context.getChildCount()
                && context.getChild(i) instanceof TerminalNode word
                && context.getChild(i + 2) instanceof KqlGrammar.ParameterValueContext value) {
            Token name = word.getSymbol();
            parameters.add(new OperatorParameter(
                    name.getText(),
                    List.of(expressions.parameterValue(value)),
                    TokenReader.spanOf(name).to(tree.span(value))));
            i += 3;
        }
        return parameters;
    }

    static @Nullable SortOrder order(@Nullable TerminalNode ascending, @Nullable TerminalNode descending) {
        if (ascending != null) {
            return SortOrder.ASCENDING;
        }
        return descending == null ? null : SortOrder.DESCENDING;
    }

    List<SortKey> sortKeys(KqlGrammar.@Nullable SortKeysContext context) {
        return context == null ? List.of() : TreeContext.map(context.sortKey(), this::sortKey);
    }

    SortKey sortKey(KqlGrammar.SortKeyContext context) {
        NullsOrder nulls = null;
        if (context.NULLS() != null) {
            nulls = context.FIRST() == null ? NullsOrder.LAST : NullsOrder.FIRST;
        }
        return new SortKey(
                expressions.namedExpression(context.namedExpression()),
                order(context.ASC(), context.DESC()),
                nulls,
                tree.span(context));
    }

    MvExpandColumn expandColumn(KqlGrammar.MvExpandColumnContext context) {
        TypeName type = context.typeName() == null ? null : statements.typeName(context.typeName());
        return new MvExpandColumn(expressions.namedExpression(context.namedExpression()), type, tree.span(context));
    }

    List<MvExpandColumn> expandColumns(List<KqlGrammar.MvExpandColumnContext> contexts) {
        return TreeContext.map(contexts, this::expandColumn);
    }

    List<OperatorParameter> expandParameters(List<KqlGrammar.ExpandParameterContext> contexts) {
        return TreeContext.map(
                contexts,
                context -> expressions.parameter(context.getStart().getText(), context.parameterValue(), context));
    }

    List<SyntaxExpression> conditions(KqlGrammar.@Nullable OnClauseContext context) {
        return context == null ? List.of() : expressions.expressions(context.expression());
    }

    /** The axis; {@code on t in range(a, b, s)} arrives as a test of t against a call of range. */
    MakeSeriesAxis axis(KqlGrammar.MakeSeriesOperatorContext context) {
        SyntaxExpression axis = expressions.namedExpression(context.namedExpression());
        if (axis instanceof InExpression in
                && in.operator() == ListOperator.IN
                && in.candidates().size() == 1
                && in.candidates().getFirst() instanceof FunctionCall call
                && call.function().text().equals("range")
                && call.arguments().size() == 3
                && context.FROM() == null
                && context.TO() == null
                && context.STEP() == null) {
            List<Argument> bounds = call.arguments();
            return new MakeSeriesAxis(
                    in.subject(),
                    bounds.get(0).value(),
                    bounds.get(1).value(),
                    bounds.get(2).value(),
                    true,
                    axis.span());
        }
        List<KqlGrammar.ExpressionContext> bounds = context.expression();
        int next = 0;
        SyntaxExpression from = context.FROM() == null ? null : expressions.expression(bounds.get(next++));
        SyntaxExpression to = context.TO() == null ? null : expressions.expression(bounds.get(next++));
        SyntaxExpression step = context.STEP() == null ? null : expressions.expression(bounds.get(next));
        SyntaxExpression last = step == null ? (to == null ? (from == null ? axis : from) : to) : step;
        return new MakeSeriesAxis(axis, from, to, step, false, axis.span().to(last.span()));
    }

    /** Delimiters, columns and stars; adjacent strings are one delimiter (R3). */
    List<ParsePatternElement> pattern(List<KqlGrammar.ParseElementContext> contexts) {
        List<ParsePatternElement> pattern = new ArrayList<>();
        List<Token> strings = new ArrayList<>();
        for (KqlGrammar.ParseElementContext context : contexts) {
            if (context.STRING_LITERAL() != null) {
                strings.add(context.STRING_LITERAL().getSymbol());
                continue;
            }
            addDelimiter(pattern, strings);
            pattern.add(
                    context.name() == null
                            ? new ParsePatternElement.Skip(tree.span(context))
                            : new ParsePatternElement.Column(
                                    statements.name(context.name()),
                                    context.typeName() == null ? null : statements.typeName(context.typeName()),
                                    tree.span(context)));
        }
        addDelimiter(pattern, strings);
        return pattern;
    }

    void addDelimiter(List<ParsePatternElement> pattern, List<Token> strings) {
        if (!strings.isEmpty()) {
            LiteralExpression literal = expressions.literals().strings(List.copyOf(strings));
            pattern.add(new ParsePatternElement.Delimiter(literal, literal.span()));
            strings.clear();
        }
    }

    ScanStep scanStep(KqlGrammar.ScanStepContext context) {
        List<NamedExpression> assignments = new ArrayList<>();
        for (SyntaxExpression assignment : expressions.namedExpressions(context.namedExpressions())) {
            if (!(assignment instanceof NamedExpression named)) {
                throw SyntaxError.NAME_EXPECTED.exception(
                        assignment.span(), "a step of scan assigns column = value", null);
            }
            assignments.add(named);
        }
        return new ScanStep(
                statements.name(context.name()),
                context.OPTIONAL() != null,
                stepOutput(context.stepOutput()),
                expressions.expression(context.expression()),
                assignments,
                tree.span(context));
    }

    private @Nullable NameReference stepOutput(KqlGrammar.@Nullable StepOutputContext output) {
        if (output == null) {
            return null;
        }
        String text = output.name() == null ? output.getText() : StatementBuilder.nameText(output.name());
        return new NameReference(text, tree.span(output));
    }

    TopNestedLevel topNestedLevel(KqlGrammar.TopNestedLevelContext context) {
        List<KqlGrammar.ExpressionContext> parts = context.expression();
        boolean counted = parts.size() > (context.OTHERS() == null ? 0 : 1);
        return new TopNestedLevel(
                counted ? expressions.expression(parts.getFirst()) : null,
                expressions.namedExpression(context.namedExpression(0)),
                context.OTHERS() == null ? null : expressions.expression(parts.getLast()),
                expressions.namedExpression(context.namedExpression(1)),
                order(context.ASC(), context.DESC()),
                tree.span(context));
    }

    ReorderColumn reorderColumn(KqlGrammar.ReorderColumnContext context) {
        SortOrder order = order(context.ASC(), context.DESC());
        if (context.GRANNY_ASC() != null) {
            order = SortOrder.GRANNY_ASCENDING;
        } else if (context.GRANNY_DESC() != null) {
            order = SortOrder.GRANNY_DESCENDING;
        }
        return new ReorderColumn(expressions.wildcard(context.wildcardName()), order, tree.span(context));
    }

    List<SyntaxExpression> wildcards(List<KqlGrammar.WildcardNameContext> contexts) {
        return TreeContext.map(contexts, expressions::wildcard);
    }

    List<SyntaxExpression> inTables(KqlGrammar.@Nullable InTablesContext context) {
        return context == null ? List.of() : expressions.tables(context.tableReference());
    }

    FindColumn findColumn(KqlGrammar.FindColumnContext context) {
        TypeName type = context.typeName() == null ? null : statements.typeName(context.typeName());
        return new FindColumn(expressions.table(context.tableReference()), type, tree.span(context));
    }

    static @Nullable FindProjection findProjection(KqlGrammar.@Nullable FindProjectionContext context) {
        if (context == null) {
            return null;
        }
        if (context.PROJECT_AWAY() != null) {
            return FindProjection.PROJECT_AWAY;
        }
        return context.PROJECT() == null ? FindProjection.PROJECT_SMART : FindProjection.PROJECT;
    }

    /** The query in braces of the old form; it is one expression. */
    SyntaxExpression partitionBody(KqlGrammar.PartitionOperatorContext context) {
        List<Statement> body = statements.statements(context.statements());
        if (body.size() == 1 && body.getFirst() instanceof ExpressionStatement only) {
            return only.expression();
        }
        throw SyntaxError.UNEXPECTED_TOKEN.exception(
                tree.span(context.statements()),
                "the braces of partition hold one query",
                "put let statements before the query");
    }
}
