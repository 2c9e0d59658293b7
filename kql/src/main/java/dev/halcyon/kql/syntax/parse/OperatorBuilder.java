package dev.halcyon.kql.syntax.parse;

import dev.halcyon.kql.syntax.AsOperator;
import dev.halcyon.kql.syntax.AssertSchemaOperator;
import dev.halcyon.kql.syntax.ConsumeOperator;
import dev.halcyon.kql.syntax.CountOperator;
import dev.halcyon.kql.syntax.DistinctOperator;
import dev.halcyon.kql.syntax.EvaluateOperator;
import dev.halcyon.kql.syntax.ExecuteAndCacheOperator;
import dev.halcyon.kql.syntax.ExtendOperator;
import dev.halcyon.kql.syntax.FacetOperator;
import dev.halcyon.kql.syntax.FindColumn;
import dev.halcyon.kql.syntax.FindOperator;
import dev.halcyon.kql.syntax.ForkBranch;
import dev.halcyon.kql.syntax.ForkOperator;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.GetSchemaOperator;
import dev.halcyon.kql.syntax.InvokeOperator;
import dev.halcyon.kql.syntax.JoinOperator;
import dev.halcyon.kql.syntax.LookupOperator;
import dev.halcyon.kql.syntax.MacroExpandOperator;
import dev.halcyon.kql.syntax.MakeSeriesAggregate;
import dev.halcyon.kql.syntax.MakeSeriesOperator;
import dev.halcyon.kql.syntax.MvApplyOperator;
import dev.halcyon.kql.syntax.MvExpandOperator;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParseKvOperator;
import dev.halcyon.kql.syntax.ParseOperator;
import dev.halcyon.kql.syntax.ParsePatternElement;
import dev.halcyon.kql.syntax.ParseWhereOperator;
import dev.halcyon.kql.syntax.PartitionByOperator;
import dev.halcyon.kql.syntax.PartitionOperator;
import dev.halcyon.kql.syntax.PrintOperator;
import dev.halcyon.kql.syntax.ProjectAwayOperator;
import dev.halcyon.kql.syntax.ProjectByNamesOperator;
import dev.halcyon.kql.syntax.ProjectKeepOperator;
import dev.halcyon.kql.syntax.ProjectOperator;
import dev.halcyon.kql.syntax.ProjectRenameOperator;
import dev.halcyon.kql.syntax.ProjectReorderOperator;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.RangeOperator;
import dev.halcyon.kql.syntax.ReduceOperator;
import dev.halcyon.kql.syntax.RenderOperator;
import dev.halcyon.kql.syntax.SampleDistinctOperator;
import dev.halcyon.kql.syntax.SampleOperator;
import dev.halcyon.kql.syntax.ScanColumn;
import dev.halcyon.kql.syntax.ScanOperator;
import dev.halcyon.kql.syntax.SchemaDeclaration;
import dev.halcyon.kql.syntax.SearchOperator;
import dev.halcyon.kql.syntax.SerializeOperator;
import dev.halcyon.kql.syntax.SortOperator;
import dev.halcyon.kql.syntax.SummarizeOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TakeOperator;
import dev.halcyon.kql.syntax.TopHittersOperator;
import dev.halcyon.kql.syntax.TopNestedOperator;
import dev.halcyon.kql.syntax.TopOperator;
import dev.halcyon.kql.syntax.UnionOperator;
import dev.halcyon.kql.syntax.WhereOperator;
import dev.halcyon.kql.syntax.antlr.KqlGrammar;
import dev.halcyon.kql.syntax.antlr.KqlGrammarBaseVisitor;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;

/** Builds the tabular operators: one method each, called by the kind of the parse tree. */
final class OperatorBuilder extends KqlGrammarBaseVisitor<QueryOperator> {
    private final TreeContext tree;
    private final StatementBuilder statements;
    private final ExpressionBuilder expressions;
    private final OperatorParts parts;
    private final GraphBuilder graphs;

    OperatorBuilder(TreeContext tree, StatementBuilder statements, ExpressionBuilder expressions) {
        this.tree = tree;
        this.statements = statements;
        this.expressions = expressions;
        this.parts = new OperatorParts(tree, statements, expressions);
        this.graphs = new GraphBuilder(tree, statements, expressions);
    }

    QueryOperator operator(KqlGrammar.QueryOperatorContext context) {
        return build(context.sourceOperator() == null ? context : context.sourceOperator());
    }

    QueryOperator source(KqlGrammar.SourceOperatorContext context) {
        return build(context);
    }

    private QueryOperator build(ParserRuleContext choice) {
        tree.enter(1, choice);
        QueryOperator operator = choice.getChild(0).accept(this);
        tree.leave(1);
        return operator;
    }

    @Override
    public QueryOperator visitPrintOperator(KqlGrammar.PrintOperatorContext context) {
        return new PrintOperator(expressions.namedExpressions(context.namedExpressions()), tree.span(context));
    }

    @Override
    public QueryOperator visitRangeOperator(KqlGrammar.RangeOperatorContext context) {
        return new RangeOperator(
                statements.name(context.name()),
                expressions.expression(context.expression(0)),
                expressions.expression(context.expression(1)),
                expressions.expression(context.expression(2)),
                tree.span(context));
    }

    @Override
    public QueryOperator visitUnionOperator(KqlGrammar.UnionOperatorContext context) {
        return new UnionOperator(
                expressions.parameters(context.operatorParameter()),
                expressions.tables(context.tableReference()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitSearchOperator(KqlGrammar.SearchOperatorContext context) {
        return new SearchOperator(
                expressions.parameters(context.operatorParameter()),
                parts.inTables(context.inTables()),
                expressions.expression(context.expression()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitFindOperator(KqlGrammar.FindOperatorContext context) {
        KqlGrammar.FindProjectionContext projection = context.findProjection();
        List<FindColumn> columns =
                projection == null ? List.of() : TreeContext.map(projection.findColumn(), parts::findColumn);
        return new FindOperator(
                expressions.parameters(context.operatorParameter()),
                parts.inTables(context.inTables()),
                expressions.expression(context.expression()),
                OperatorParts.findProjection(projection),
                columns,
                tree.span(context));
    }

    @Override
    public QueryOperator visitEvaluateOperator(KqlGrammar.EvaluateOperatorContext context) {
        FunctionCall plugin = new FunctionCall(
                statements.name(context.name()),
                expressions.arguments(context.arguments()),
                tree.span(context.name()).to(tree.span(context.arguments())));
        SchemaDeclaration schema = context.schema() == null ? null : statements.schema(context.schema());
        return new EvaluateOperator(
                expressions.parameters(context.operatorParameter()), plugin, schema, tree.span(context));
    }

    @Override
    public QueryOperator visitMacroExpandOperator(KqlGrammar.MacroExpandOperatorContext context) {
        return new MacroExpandOperator(
                expressions.parameters(context.operatorParameter()),
                expressions.postfix(context.postfixExpression()),
                statements.name(context.name()),
                statements.statements(context.statements()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitWhereOperator(KqlGrammar.WhereOperatorContext context) {
        return new WhereOperator(
                parts.hints(context.hint()), expressions.expression(context.expression()), tree.span(context));
    }

    @Override
    public QueryOperator visitExtendOperator(KqlGrammar.ExtendOperatorContext context) {
        return new ExtendOperator(expressions.namedExpressions(context.namedExpressions()), tree.span(context));
    }

    @Override
    public QueryOperator visitProjectOperator(KqlGrammar.ProjectOperatorContext context) {
        return new ProjectOperator(expressions.namedExpressions(context.namedExpressions()), tree.span(context));
    }

    @Override
    public QueryOperator visitProjectAwayOperator(KqlGrammar.ProjectAwayOperatorContext context) {
        return new ProjectAwayOperator(parts.wildcards(context.wildcardName()), tree.span(context));
    }

    @Override
    public QueryOperator visitProjectKeepOperator(KqlGrammar.ProjectKeepOperatorContext context) {
        return new ProjectKeepOperator(parts.wildcards(context.wildcardName()), tree.span(context));
    }

    @Override
    public QueryOperator visitProjectRenameOperator(KqlGrammar.ProjectRenameOperatorContext context) {
        return new ProjectRenameOperator(expressions.namedExpressions(context.namedExpressions()), tree.span(context));
    }

    @Override
    public QueryOperator visitProjectReorderOperator(KqlGrammar.ProjectReorderOperatorContext context) {
        return new ProjectReorderOperator(
                TreeContext.map(context.reorderColumn(), parts::reorderColumn), tree.span(context));
    }

    @Override
    public QueryOperator visitProjectByNamesOperator(KqlGrammar.ProjectByNamesOperatorContext context) {
        return new ProjectByNamesOperator(expressions.namedExpressions(context.namedExpressions()), tree.span(context));
    }

    @Override
    public QueryOperator visitSummarizeOperator(KqlGrammar.SummarizeOperatorContext context) {
        KqlGrammar.KeyClauseContext keys = context.keyClause();
        return new SummarizeOperator(
                parts.hints(context.hint()),
                expressions.namedExpressions(context.namedExpressions()),
                expressions.namedExpressions(keys == null ? null : keys.namedExpressions()),
                keys == null ? null : parts.optional(keys.expression()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitDistinctOperator(KqlGrammar.DistinctOperatorContext context) {
        return new DistinctOperator(
                parts.hints(context.hint()),
                expressions.namedExpressions(context.namedExpressions()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitCountOperator(KqlGrammar.CountOperatorContext context) {
        return new CountOperator(parts.hints(context.hint()), parts.optional(context.name()), tree.span(context));
    }

    @Override
    public QueryOperator visitTakeOperator(KqlGrammar.TakeOperatorContext context) {
        return new TakeOperator(
                parts.hints(context.hint()), expressions.expression(context.expression()), tree.span(context));
    }

    @Override
    public QueryOperator visitSampleOperator(KqlGrammar.SampleOperatorContext context) {
        return new SampleOperator(expressions.expression(context.expression()), tree.span(context));
    }

    @Override
    public QueryOperator visitSampleDistinctOperator(KqlGrammar.SampleDistinctOperatorContext context) {
        return new SampleDistinctOperator(
                expressions.expression(context.expression(0)),
                expressions.expression(context.expression(1)),
                tree.span(context));
    }

    @Override
    public QueryOperator visitSortOperator(KqlGrammar.SortOperatorContext context) {
        return new SortOperator(parts.hints(context.hint()), parts.sortKeys(context.sortKeys()), tree.span(context));
    }

    @Override
    public QueryOperator visitTopOperator(KqlGrammar.TopOperatorContext context) {
        return new TopOperator(
                parts.hints(context.hint()),
                expressions.expression(context.expression()),
                parts.sortKeys(context.sortKeys()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitTopNestedOperator(KqlGrammar.TopNestedOperatorContext context) {
        return new TopNestedOperator(
                TreeContext.map(context.topNestedLevel(), parts::topNestedLevel), tree.span(context));
    }

    @Override
    public QueryOperator visitTopHittersOperator(KqlGrammar.TopHittersOperatorContext context) {
        return new TopHittersOperator(
                expressions.expression(context.expression(0)),
                expressions.expression(context.expression(1)),
                parts.optional(context.expression(2)),
                tree.span(context));
    }

    @Override
    public QueryOperator visitSerializeOperator(KqlGrammar.SerializeOperatorContext context) {
        return new SerializeOperator(
                parts.hints(context.hint()),
                expressions.namedExpressions(context.namedExpressions()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitJoinOperator(KqlGrammar.JoinOperatorContext context) {
        return new JoinOperator(
                expressions.parameters(context.operatorParameter()),
                expressions.postfix(context.postfixExpression()),
                parts.conditions(context.onClause()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitLookupOperator(KqlGrammar.LookupOperatorContext context) {
        return new LookupOperator(
                expressions.parameters(context.operatorParameter()),
                expressions.postfix(context.postfixExpression()),
                parts.conditions(context.onClause()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitMvExpandOperator(KqlGrammar.MvExpandOperatorContext context) {
        return new MvExpandOperator(
                parts.expandParameters(context.expandParameter()),
                context.MVEXPAND() != null,
                parts.expandColumns(context.mvExpandColumn()),
                parts.optional(context.expression()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitMvApplyOperator(KqlGrammar.MvApplyOperatorContext context) {
        return new MvApplyOperator(
                parts.expandParameters(context.expandParameter()),
                parts.expandColumns(context.mvExpandColumn()),
                parts.optional(context.expression()),
                expressions.subQuery(context.subQuery()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitMakeSeriesOperator(KqlGrammar.MakeSeriesOperatorContext context) {
        List<MakeSeriesAggregate> aggregates = TreeContext.map(
                context.makeSeriesAggregate(),
                aggregate -> new MakeSeriesAggregate(
                        expressions.namedExpression(aggregate.namedExpression()),
                        parts.optional(aggregate.expression()),
                        tree.span(aggregate)));
        return new MakeSeriesOperator(
                parts.wordParameters(context, 1),
                aggregates,
                parts.axis(context),
                expressions.namedExpressions(context.namedExpressions()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitParseOperator(KqlGrammar.ParseOperatorContext context) {
        List<OperatorParameter> parameters = parts.wordParameters(context, 1);
        SyntaxExpression subject = expressions.expression(context.expression());
        List<ParsePatternElement> pattern = parts.pattern(context.parseElement());
        return context.PARSE() == null
                ? new ParseWhereOperator(parameters, subject, pattern, tree.span(context))
                : new ParseOperator(parameters, subject, pattern, tree.span(context));
    }

    @Override
    public QueryOperator visitParseKvOperator(KqlGrammar.ParseKvOperatorContext context) {
        return new ParseKvOperator(
                expressions.expression(context.expression()),
                statements.columns(context.columnDeclaration()),
                expressions.properties(context.withProperties()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitReduceOperator(KqlGrammar.ReduceOperatorContext context) {
        List<OperatorParameter> properties = context.namedExpressions() == null
                ? List.of()
                : expressions.properties(context.namedExpressions().namedExpression());
        return new ReduceOperator(
                parts.wordParameters(context, 1),
                expressions.expression(context.expression()),
                properties,
                tree.span(context));
    }

    @Override
    public QueryOperator visitScanOperator(KqlGrammar.ScanOperatorContext context) {
        List<ScanColumn> columns = TreeContext.map(
                context.scanColumn(),
                column -> new ScanColumn(
                        statements.column(column.columnDeclaration()),
                        parts.optional(column.expression()),
                        tree.span(column)));
        return new ScanOperator(
                expressions.parameters(context.operatorParameter()),
                parts.sortKeys(context.sortKeys()),
                expressions.namedExpressions(context.namedExpressions()),
                columns,
                TreeContext.map(context.scanStep(), parts::scanStep),
                tree.span(context));
    }

    @Override
    public QueryOperator visitPartitionOperator(KqlGrammar.PartitionOperatorContext context) {
        boolean braces = context.subQuery() == null;
        SyntaxExpression body = braces ? parts.partitionBody(context) : expressions.subQuery(context.subQuery());
        return new PartitionOperator(
                parts.hints(context.hint()), expressions.path(context.path()), body, braces, tree.span(context));
    }

    @Override
    public QueryOperator visitPartitionByOperator(KqlGrammar.PartitionByOperatorContext context) {
        return new PartitionByOperator(
                parts.hints(context.hint()),
                expressions.path(context.path()),
                parts.optional(context.name()),
                expressions.subQuery(context.subQuery()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitForkOperator(KqlGrammar.ForkOperatorContext context) {
        return new ForkOperator(
                TreeContext.map(
                        context.forkBranch(),
                        branch -> new ForkBranch(
                                parts.optional(branch.name()),
                                expressions.subQuery(branch.subQuery()),
                                tree.span(branch))),
                tree.span(context));
    }

    @Override
    public QueryOperator visitFacetOperator(KqlGrammar.FacetOperatorContext context) {
        return new FacetOperator(
                expressions.expressions(context.expression()),
                context.subQuery() == null ? null : expressions.subQuery(context.subQuery()),
                tree.span(context));
    }

    @Override
    public QueryOperator visitInvokeOperator(KqlGrammar.InvokeOperatorContext context) {
        return new InvokeOperator(expressions.postfix(context.postfixExpression()), tree.span(context));
    }

    @Override
    public QueryOperator visitAsOperator(KqlGrammar.AsOperatorContext context) {
        return new AsOperator(parts.hints(context.hint()), statements.name(context.name()), tree.span(context));
    }

    @Override
    public QueryOperator visitConsumeOperator(KqlGrammar.ConsumeOperatorContext context) {
        return new ConsumeOperator(expressions.parameters(context.operatorParameter()), tree.span(context));
    }

    @Override
    public QueryOperator visitGetSchemaOperator(KqlGrammar.GetSchemaOperatorContext context) {
        KqlGrammar.NameContext kind = context.name();
        if (kind != null && !StatementBuilder.nameText(kind).equals("csl")) {
            throw SyntaxError.UNEXPECTED_TOKEN.exception(tree.span(kind), "getschema knows only kind=csl", null);
        }
        return new GetSchemaOperator(kind != null, tree.span(context));
    }

    @Override
    public QueryOperator visitRenderOperator(KqlGrammar.RenderOperatorContext context) {
        List<OperatorParameter> properties = new ArrayList<>(expressions.properties(context.withProperties()));
        for (KqlGrammar.RenderPropertyContext property : context.renderProperty()) {
            properties.add(expressions.parameter(
                    StatementBuilder.nameText(property.name()), property.parameterValue(), property));
        }
        return new RenderOperator(parts.optional(context.name()), properties, tree.span(context));
    }

    @Override
    public QueryOperator visitAssertSchemaOperator(KqlGrammar.AssertSchemaOperatorContext context) {
        return new AssertSchemaOperator(statements.schema(context.schema()), tree.span(context));
    }

    @Override
    public QueryOperator visitExecuteAndCacheOperator(KqlGrammar.ExecuteAndCacheOperatorContext context) {
        return new ExecuteAndCacheOperator(expressions.parameters(context.operatorParameter()), tree.span(context));
    }

    @Override
    public QueryOperator visitMakeGraphOperator(KqlGrammar.MakeGraphOperatorContext context) {
        return graphs.makeGraph(context);
    }

    @Override
    public QueryOperator visitGraphMatchOperator(KqlGrammar.GraphMatchOperatorContext context) {
        return graphs.graphMatch(context);
    }

    @Override
    public QueryOperator visitGraphShortestPathsOperator(KqlGrammar.GraphShortestPathsOperatorContext context) {
        return graphs.graphShortestPaths(context);
    }

    @Override
    public QueryOperator visitGraphToTableOperator(KqlGrammar.GraphToTableOperatorContext context) {
        return graphs.graphToTable(context);
    }

    @Override
    public QueryOperator visitGraphMarkComponentsOperator(KqlGrammar.GraphMarkComponentsOperatorContext context) {
        return graphs.graphMarkComponents(context);
    }

    @Override
    public QueryOperator visitGraphMergeOperator(KqlGrammar.GraphMergeOperatorContext context) {
        return graphs.graphMerge(context);
    }

    @Override
    public QueryOperator visitGraphWhereNodesOperator(KqlGrammar.GraphWhereNodesOperatorContext context) {
        return graphs.graphWhereNodes(context);
    }

    @Override
    public QueryOperator visitGraphWhereEdgesOperator(KqlGrammar.GraphWhereEdgesOperatorContext context) {
        return graphs.graphWhereEdges(context);
    }
}
