package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.ContextualDataTableExpression;
import dev.halcyon.kql.syntax.DataTableExpression;
import dev.halcyon.kql.syntax.ElementExpression;
import dev.halcyon.kql.syntax.EntityGroupExpression;
import dev.halcyon.kql.syntax.ExternalDataExpression;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.InlineExternalTableExpression;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.MaterializeExpression;
import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParameterType;
import dev.halcyon.kql.syntax.ParenthesizedExpression;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.PipeExpression;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.StarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.ToScalarExpression;
import dev.halcyon.kql.syntax.ToTableExpression;
import dev.halcyon.kql.syntax.TypeofExpression;
import dev.halcyon.kql.syntax.UnaryExpression;
import dev.halcyon.kql.syntax.UnaryOperator;
import dev.halcyon.kql.syntax.WildcardName;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import dev.halcyon.kql.syntax.antlr.KqlLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Builds expressions, pipes and table references. */
final class ExpressionBuilder {
    private final TreeContext tree;
    private final StatementBuilder statements;
    private final OperatorBuilder operators;
    private final LiteralReader literals;
    private final OperationBuilder operations;

    ExpressionBuilder(TreeContext tree, StatementBuilder statements) {
        this.tree = tree;
        this.statements = statements;
        this.literals = new LiteralReader(tree);
        this.operations = new OperationBuilder(tree, this);
        this.operators = new OperatorBuilder(tree, statements, this);
    }

    LiteralReader literals() {
        return literals;
    }

    // ---- pipes

    SyntaxExpression pipe(KqlGrammar.PipeContext context) {
        return tree.below(1, context, () -> {
            SyntaxExpression source = context.expression() == null ? null : expression(context.expression());
            return pipe(source, context.sourceOperator(), context.pipeTail(), context);
        });
    }

    private SyntaxExpression pipe(
            @Nullable SyntaxExpression source,
            KqlGrammar.@Nullable SourceOperatorContext first,
            KqlGrammar.@Nullable PipeTailContext tail,
            ParserRuleContext context) {
        if (source != null && tail == null) {
            return source;
        }
        List<QueryOperator> steps = new ArrayList<>();
        if (first != null) {
            steps.add(operators.source(first));
        }
        if (tail != null) {
            tail.queryOperator().forEach(step -> steps.add(operators.operator(step)));
        }
        SourceSpan span = tree.span(tail == null ? context : tail);
        return new PipeExpression(source, steps, (source == null ? tree.span(context) : source.span()).to(span));
    }

    PipeExpression subQuery(KqlGrammar.SubQueryContext context) {
        KqlGrammar.SubPipeContext pipe = context.subPipe();
        return tree.below(
                1,
                context,
                () -> new PipeExpression(
                        null, TreeContext.map(pipe.queryOperator(), operators::operator), tree.span(pipe)));
    }

    // ---- expressions

    List<SyntaxExpression> expressions(List<KqlGrammar.ExpressionContext> contexts) {
        return TreeContext.map(contexts, this::expression);
    }

    SyntaxExpression expression(KqlGrammar.ExpressionContext context) {
        return context.operation().isEmpty() ? operand(context.operand()) : operations.chain(context);
    }

    List<SyntaxExpression> namedExpressions(KqlGrammar.@Nullable NamedExpressionsContext context) {
        return context == null ? List.of() : TreeContext.map(context.namedExpression(), this::namedExpression);
    }

    SyntaxExpression namedExpression(KqlGrammar.NamedExpressionContext context) {
        if (context.ASSIGN() == null) {
            return expression(context.expression(0));
        }
        List<Name> names = names(context.expression(0));
        return new NamedExpression(names, expression(context.expression(1)), tree.span(context));
    }

    /** Reads what stands before an equals sign, which the grammar takes for an expression. */
    private List<Name> names(KqlGrammar.ExpressionContext context) {
        KqlGrammar.PrimaryContext primary = plainPrimary(context);
        if (primary != null && primary.name() != null && primary.arguments() == null) {
            return List.of(statements.name(primary.name()));
        }
        KqlGrammar.ArgumentsContext tuple = primary == null || primary.name() != null ? null : primary.arguments();
        if (tuple != null && tuple.namedExpressions() != null && tuple.pipeTail() == null) {
            List<Name> names = new ArrayList<>();
            for (KqlGrammar.NamedExpressionContext element :
                    tuple.namedExpressions().namedExpression()) {
                KqlGrammar.PrimaryContext single =
                        element.ASSIGN() == null ? plainPrimary(element.expression(0)) : null;
                if (single == null || single.name() == null || single.arguments() != null) {
                    throw nameExpected(element);
                }
                names.add(statements.name(single.name()));
            }
            return names;
        }
        throw nameExpected(context);
    }

    private RuntimeException nameExpected(ParserRuleContext context) {
        return SyntaxError.NAME_EXPECTED.exception(
                tree.span(context), "expected a name before '='", "use == to compare");
    }

    /** The primary of an expression that is nothing else, or null. */
    private static KqlGrammar.@Nullable PrimaryContext plainPrimary(KqlGrammar.ExpressionContext context) {
        return context.operation().isEmpty() ? plainPrimary(context.operand()) : null;
    }

    private static KqlGrammar.@Nullable PrimaryContext plainPrimary(KqlGrammar.OperandContext operand) {
        KqlGrammar.PostfixExpressionContext postfix = operand.postfixExpression();
        boolean plain = operand.PLUS().isEmpty()
                && operand.MINUS().isEmpty()
                && postfix.suffix().isEmpty();
        return plain ? postfix.primary() : null;
    }

    SyntaxExpression operand(KqlGrammar.OperandContext context) {
        int signs = context.PLUS().size() + context.MINUS().size();
        LiteralExpression smallest = signs == 0 ? null : literals.smallestLong(context);
        if (smallest != null) {
            signs--;
        }
        SyntaxExpression operand = smallest != null ? smallest : signed(signs, context);
        for (int i = signs - 1; i >= 0; i--) {
            Token sign = ((TerminalNode) context.getChild(i)).getSymbol();
            UnaryOperator operator = sign.getType() == KqlLexer.MINUS ? UnaryOperator.MINUS : UnaryOperator.PLUS;
            operand = new UnaryExpression(
                    operator, operand, TokenReader.spanOf(sign).to(operand.span()));
        }
        return operand;
    }

    private SyntaxExpression signed(int signs, KqlGrammar.OperandContext context) {
        tree.enter(signs, context);
        SyntaxExpression operand = postfix(context.postfixExpression());
        tree.leave(signs);
        return operand;
    }

    SyntaxExpression postfix(KqlGrammar.PostfixExpressionContext context) {
        List<KqlGrammar.SuffixContext> suffixes = context.suffix();
        tree.enter(suffixes.size() + 1, context);
        SyntaxExpression result = primary(context.primary());
        tree.leave(suffixes.size() + 1);
        for (KqlGrammar.SuffixContext suffix : suffixes) {
            SourceSpan span = result.span().to(tree.span(suffix));
            result = suffix.member() == null
                    ? new ElementExpression(result, tree.below(1, suffix, () -> index(suffix)), span)
                    : new PathExpression(result, member(suffix.member()), span);
        }
        return result;
    }

    /** The index of {@code a[i]}, or of {@code a.[0]}, which means the same. */
    private SyntaxExpression index(KqlGrammar.SuffixContext context) {
        if (context.expression() != null) {
            return expression(context.expression());
        }
        LiteralExpression position = literals.literal(context.LONG_LITERAL().getSymbol());
        return context.MINUS() == null
                ? position
                : new UnaryExpression(
                        UnaryOperator.MINUS,
                        position,
                        TokenReader.spanOf(context.MINUS().getSymbol()).to(position.span()));
    }

    private SyntaxExpression member(KqlGrammar.MemberContext context) {
        Name name = memberName(context.memberName());
        return context.arguments() == null
                ? new NameReference(name.text(), name.span())
                : new FunctionCall(name, arguments(context.arguments()), tree.span(context));
    }

    private Name memberName(KqlGrammar.MemberNameContext context) {
        return context.name() == null ? StatementBuilder.wordAsName(context) : statements.name(context.name());
    }

    /** A name with members and elements, as partition takes for its key. */
    SyntaxExpression path(KqlGrammar.PathContext context) {
        tree.enter(context.getChildCount(), context);
        SyntaxExpression result = reference(context.name());
        for (ParseTree part : context.children) {
            if (part instanceof KqlGrammar.MemberNameContext member) {
                Name name = memberName(member);
                result = new PathExpression(
                        result,
                        new NameReference(name.text(), name.span()),
                        result.span().to(name.span()));
            } else if (part instanceof KqlGrammar.ExpressionContext element) {
                SyntaxExpression index = expression(element);
                result = new ElementExpression(result, index, result.span().to(index.span()));
            }
        }
        tree.leave(context.getChildCount());
        return result;
    }

    private NameReference reference(KqlGrammar.NameContext context) {
        return new NameReference(StatementBuilder.nameText(context), tree.span(context));
    }

    private SyntaxExpression primary(KqlGrammar.PrimaryContext context) {
        if (context.name() != null) {
            return context.arguments() == null ? reference(context.name()) : call(context);
        }
        if (context.literal() != null) {
            return literals.literal(context.literal());
        }
        if (context.arguments() != null) {
            return parenthesized(context.arguments());
        }
        if (context.STAR() != null) {
            return new StarExpression(tree.span(context));
        }
        if (context.dynamicLiteral() != null) {
            return literals.dynamic(context.dynamicLiteral());
        }
        if (context.typeofExpression() != null) {
            KqlGrammar.TypeofExpressionContext typeof = context.typeofExpression();
            ParameterType type = typeof.schema() == null
                    ? statements.typeName(typeof.typeName())
                    : statements.schema(typeof.schema());
            return new TypeofExpression(type, tree.span(typeof));
        }
        return source(context);
    }

    private SyntaxExpression source(KqlGrammar.PrimaryContext context) {
        if (context.dataTable() != null) {
            return dataTable(context.dataTable());
        }
        if (context.externalData() != null) {
            KqlGrammar.ExternalDataContext external = context.externalData();
            return new ExternalDataExpression(
                    statements.schema(external.schema()),
                    expressions(external.expression()),
                    properties(external.withProperties()),
                    tree.span(external));
        }
        if (context.inlineExternalTable() != null) {
            return inlineExternalTable(context.inlineExternalTable());
        }
        if (context.contextualDataTable() != null) {
            KqlGrammar.ContextualDataTableContext table = context.contextualDataTable();
            return new ContextualDataTableExpression(
                    expression(table.expression()), statements.schema(table.schema()), tree.span(table));
        }
        if (context.entityGroup() != null) {
            KqlGrammar.EntityGroupContext group = context.entityGroup();
            return new EntityGroupExpression(expressions(group.expression()), tree.span(group));
        }
        KqlGrammar.ConversionContext conversion = context.conversion();
        List<OperatorParameter> parameters = parameters(conversion.operatorParameter());
        SyntaxExpression query = pipe(conversion.pipe());
        return conversion.TOSCALAR() == null
                ? new ToTableExpression(parameters, query, tree.span(conversion))
                : new ToScalarExpression(parameters, query, tree.span(conversion));
    }

    private DataTableExpression dataTable(KqlGrammar.DataTableContext context) {
        return new DataTableExpression(
                statements.schema(context.schema()), expressions(context.expression()), tree.span(context));
    }

    private InlineExternalTableExpression inlineExternalTable(KqlGrammar.InlineExternalTableContext context) {
        List<KqlGrammar.InlineClauseContext> clauses = context.inlineClause();
        String definition = clauses.isEmpty()
                ? ""
                : tree.span(clauses.getFirst()).to(tree.span(clauses.getLast())).textIn(tree.text());
        return new InlineExternalTableExpression(
                statements.schema(context.schema()),
                definition,
                expressions(context.expression()),
                properties(context.withProperties()),
                tree.span(context));
    }

    // ---- parentheses

    private SyntaxExpression call(KqlGrammar.PrimaryContext context) {
        Name name = statements.name(context.name());
        List<Argument> arguments = arguments(context.arguments());
        boolean materialize = name.text().equals("materialize")
                && arguments.size() == 1
                && arguments.getFirst().name() == null;
        return materialize
                ? new MaterializeExpression(arguments.getFirst().value(), tree.span(context))
                : new FunctionCall(name, arguments, tree.span(context));
    }

    List<Argument> arguments(KqlGrammar.ArgumentsContext context) {
        List<Argument> arguments = new ArrayList<>();
        for (SyntaxExpression element : elements(context)) {
            if (!(element instanceof NamedExpression named)) {
                arguments.add(new Argument(null, element, element.span()));
            } else if (named.names().size() == 1) {
                arguments.add(new Argument(named.names().getFirst(), named.value(), named.span()));
            } else {
                throw SyntaxError.NAME_EXPECTED.exception(named.span(), "an argument has one name", null);
            }
        }
        return arguments;
    }

    /** What stands in parentheses; a bar behind the last element makes a pipe of it. */
    private List<SyntaxExpression> elements(KqlGrammar.ArgumentsContext context) {
        if (context.sourceOperator() != null) {
            return List.of(pipe(null, context.sourceOperator(), context.pipeTail(), context.sourceOperator()));
        }
        if (context.namedExpressions() == null) {
            return List.of();
        }
        List<SyntaxExpression> elements = new ArrayList<>(namedExpressions(context.namedExpressions()));
        if (context.pipeTail() != null) {
            SyntaxExpression last = elements.removeLast();
            if (last instanceof NamedExpression named) {
                SyntaxExpression value = pipe(named.value(), null, context.pipeTail(), context);
                elements.add(
                        new NamedExpression(named.names(), value, named.span().to(value.span())));
            } else {
                elements.add(pipe(last, null, context.pipeTail(), context));
            }
        }
        return elements;
    }

    private ParenthesizedExpression parenthesized(KqlGrammar.ArgumentsContext context) {
        List<SyntaxExpression> elements = elements(context);
        SourceSpan span = tree.span(context);
        if (elements.size() != 1) {
            throw SyntaxError.LIST_NOT_ALLOWED.exception(
                    span,
                    elements.isEmpty()
                            ? "expected an expression in the parentheses"
                            : "a list in parentheses is allowed only behind in, has_any, has_all and before '='",
                    null);
        }
        if (elements.getFirst() instanceof NamedExpression named) {
            throw SyntaxError.NAME_EXPECTED.exception(
                    named.span(), "an expression in parentheses has no name", "use == to compare");
        }
        return new ParenthesizedExpression(elements.getFirst(), span);
    }

    /** The right side of a list operator: the elements in its parentheses, or one operand without any. */
    List<SyntaxExpression> candidates(KqlGrammar.OperandContext context) {
        KqlGrammar.PrimaryContext primary = plainPrimary(context);
        if (primary == null || primary.name() != null || primary.arguments() == null) {
            return List.of(operand(context));
        }
        List<SyntaxExpression> candidates = elements(primary.arguments());
        for (SyntaxExpression candidate : candidates) {
            if (candidate instanceof NamedExpression) {
                throw SyntaxError.NAME_EXPECTED.exception(candidate.span(), "a value of the list has no name", null);
            }
        }
        return candidates;
    }

    // ---- parameters of operators

    List<OperatorParameter> parameters(List<KqlGrammar.OperatorParameterContext> contexts) {
        return TreeContext.map(
                contexts,
                parameter -> parameter(
                        parameter.name() == null
                                ? parameter.HINT_NAME().getText()
                                : StatementBuilder.nameText(parameter.name()),
                        parameter.parameterValue(),
                        parameter));
    }

    OperatorParameter parameter(String name, KqlGrammar.ParameterValueContext value, ParserRuleContext place) {
        return new OperatorParameter(name, List.of(parameterValue(value)), tree.span(place));
    }

    SyntaxExpression parameterValue(KqlGrammar.ParameterValueContext context) {
        if (context.name() != null) {
            return reference(context.name());
        }
        LiteralExpression literal = literals.literal(context.getStop());
        return context.MINUS() == null
                ? literal
                : new UnaryExpression(UnaryOperator.MINUS, literal, tree.span(context));
    }

    List<OperatorParameter> properties(KqlGrammar.@Nullable WithPropertiesContext context) {
        return context == null ? List.of() : properties(context.namedExpression());
    }

    /** Properties of with: a value without a name continues the list of the property before it. */
    List<OperatorParameter> properties(List<KqlGrammar.NamedExpressionContext> contexts) {
        List<OperatorParameter> properties = new ArrayList<>();
        for (KqlGrammar.NamedExpressionContext context : contexts) {
            SyntaxExpression property = namedExpression(context);
            if (property instanceof NamedExpression named && named.names().size() == 1) {
                properties.add(
                        new OperatorParameter(named.names().getFirst().text(), List.of(named.value()), named.span()));
                continue;
            }
            if (properties.isEmpty() || property instanceof NamedExpression) {
                throw SyntaxError.NAME_EXPECTED.exception(property.span(), "expected name = value", null);
            }
            OperatorParameter previous = properties.removeLast();
            List<SyntaxExpression> values = new ArrayList<>(previous.values());
            values.add(property);
            properties.add(new OperatorParameter(
                    previous.name(), values, previous.span().to(property.span())));
        }
        return properties;
    }

    // ---- table references

    List<SyntaxExpression> tables(List<KqlGrammar.TableReferenceContext> contexts) {
        return TreeContext.map(contexts, this::table);
    }

    SyntaxExpression table(KqlGrammar.TableReferenceContext context) {
        if (context.pipe() != null) {
            return new ParenthesizedExpression(pipe(context.pipe()), tree.span(context));
        }
        if (context.dataTable() != null) {
            return dataTable(context.dataTable());
        }
        List<KqlGrammar.TableSegmentContext> segments = context.tablePath().tableSegment();
        SyntaxExpression result =
                tree.below(segments.size(), context, () -> segment(segments.getFirst(), segments.size() == 1));
        for (KqlGrammar.TableSegmentContext segment : segments.subList(1, segments.size())) {
            result = new PathExpression(
                    result, segment(segment, false), result.span().to(tree.span(segment)));
        }
        return result;
    }

    private SyntaxExpression segment(KqlGrammar.TableSegmentContext context, boolean alone) {
        KqlGrammar.WildcardNameContext name = context.wildcardName();
        if (context.arguments() == null) {
            SyntaxExpression table = wildcard(name);
            return table instanceof StarExpression && !alone ? new WildcardName("*", table.span()) : table;
        }
        if (name.wildcardPart().size() != 1 || name.wildcardPart(0).name() == null) {
            throw SyntaxError.NAME_EXPECTED.exception(tree.span(name), "a function has a name without *", null);
        }
        Name function = statements.name(name.wildcardPart(0).name());
        List<Argument> arguments = arguments(context.arguments());
        return function.text().equals("materialize") && alone && arguments.size() == 1
                ? new MaterializeExpression(arguments.getFirst().value(), tree.span(context))
                : new FunctionCall(function, arguments, tree.span(context));
    }

    /** A name, a pattern with stars, or a star alone. */
    SyntaxExpression wildcard(KqlGrammar.WildcardNameContext context) {
        SourceSpan span = tree.span(context);
        List<KqlGrammar.WildcardPartContext> parts = context.wildcardPart();
        if (parts.size() == 1 && parts.getFirst().name() != null) {
            return reference(parts.getFirst().name());
        }
        String pattern = span.textIn(tree.text());
        if (pattern.equals("*")) {
            return new StarExpression(span);
        }
        boolean plain = pattern.chars().allMatch(c -> c == '*' || c == '_' || c == '$' || Character.isLetterOrDigit(c));
        if (!plain || pattern.indexOf('*') < 0) {
            throw SyntaxError.NAME_EXPECTED.exception(
                    span, "'" + pattern + "' is no name and no name pattern", "a pattern has letters, digits, _ and *");
        }
        return new WildcardName(pattern, span);
    }
}
