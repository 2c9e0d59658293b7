package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Limit;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.AsOperator;
import dev.halcyon.kql.syntax.AssertSchemaOperator;
import dev.halcyon.kql.syntax.ConsumeOperator;
import dev.halcyon.kql.syntax.CountOperator;
import dev.halcyon.kql.syntax.DistinctOperator;
import dev.halcyon.kql.syntax.EvaluateOperator;
import dev.halcyon.kql.syntax.ExecuteAndCacheOperator;
import dev.halcyon.kql.syntax.ExtendOperator;
import dev.halcyon.kql.syntax.FacetOperator;
import dev.halcyon.kql.syntax.FindOperator;
import dev.halcyon.kql.syntax.ForkOperator;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.GetSchemaOperator;
import dev.halcyon.kql.syntax.GraphMarkComponentsOperator;
import dev.halcyon.kql.syntax.GraphMatchOperator;
import dev.halcyon.kql.syntax.GraphMergeOperator;
import dev.halcyon.kql.syntax.GraphShortestPathsOperator;
import dev.halcyon.kql.syntax.GraphToTableOperator;
import dev.halcyon.kql.syntax.GraphWhereEdgesOperator;
import dev.halcyon.kql.syntax.GraphWhereNodesOperator;
import dev.halcyon.kql.syntax.InvokeOperator;
import dev.halcyon.kql.syntax.JoinOperator;
import dev.halcyon.kql.syntax.LookupOperator;
import dev.halcyon.kql.syntax.MacroExpandOperator;
import dev.halcyon.kql.syntax.MakeGraphOperator;
import dev.halcyon.kql.syntax.MakeSeriesOperator;
import dev.halcyon.kql.syntax.MvApplyOperator;
import dev.halcyon.kql.syntax.MvExpandOperator;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ParseKvOperator;
import dev.halcyon.kql.syntax.ParseOperator;
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
import dev.halcyon.kql.syntax.ScanOperator;
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
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Optional;

/** Sends each tabular operator to the class that binds it, and refuses by name those that nothing runs. */
final class OperatorBinding {

    private final BindingSession session;
    private final Environment environment;

    OperatorBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** The rows after the operator. */
    Rowset apply(Rowset input, QueryOperator operator) {
        session.require(operator);
        if (input.visualization().isPresent()) {
            throw session.error(
                    SemanticError.NOT_ALLOWED_HERE,
                    operator.span(),
                    "render must be the last operator",
                    "Move it to the end");
        }
        if (input.graph().isPresent() && !isOverGraphs(operator)) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    operator.span(),
                    "'%s' takes a table, this is a graph".formatted(OperatorNames.of(operator)),
                    "Go on with graph-match, graph-shortest-paths, graph-mark-components or graph-to-table");
        }
        return switch (operator) {
            case WhereOperator where -> bindWhere(input, where);
            case TakeOperator take -> bindTake(input, take);
            case AsOperator as -> bindAs(input, as);
            case ExtendOperator extend ->
                new ExtendBinding(session, environment).bind(input, extend.expressions(), "extend");
            case SerializeOperator serialize -> bindSerialize(input, serialize);
            case ProjectOperator project -> new ProjectBinding(session, environment).bind(input, project);
            case ProjectAwayOperator away -> new ColumnSelection(session).away(input, away);
            case ProjectKeepOperator keep -> new ColumnSelection(session).keep(input, keep);
            case ProjectRenameOperator rename -> new ColumnSelection(session).rename(input, rename);
            case ProjectReorderOperator reorder -> new ColumnSelection(session).reorder(input, reorder);
            case SummarizeOperator summarize -> new SummarizeBinding(session, environment).bind(input, summarize);
            case DistinctOperator distinct -> new SummarizeBinding(session, environment).bind(input, distinct);
            case CountOperator count -> new SummarizeBinding(session, environment).bind(input, count);
            case SortOperator sort -> new SortBinding(session, environment).bind(input, sort);
            case TopOperator top -> new SortBinding(session, environment).bind(input, top);
            case JoinOperator join -> new JoinBinding(session, environment).bind(input, join);
            case LookupOperator lookup -> new JoinBinding(session, environment).bind(input, lookup);
            case UnionOperator union -> new UnionBinding(session, environment).bind(Optional.of(input), union);
            case MvExpandOperator expand -> new MvExpandBinding(session, environment).bind(input, expand);
            case MakeSeriesOperator series -> new MakeSeriesBinding(session, environment).bind(input, series);
            case GetSchemaOperator schema -> new SourceBinding(session, environment).schema(input);
            case RenderOperator render -> new RenderBinding(session).bind(input, render);
            case InvokeOperator invoke -> bindInvoke(input, invoke);
            case PrintOperator print -> throw startsOnly(print);
            case RangeOperator range -> throw startsOnly(range);
            case AssertSchemaOperator schema -> new SchemaBinding(session, environment).bind(input, schema);
            case ConsumeOperator consume -> new SchemaBinding(session, environment).bind(input, consume);
            case EvaluateOperator evaluate ->
                new EvaluateBinding(session, environment).bind(Optional.of(input), evaluate);
            case ExecuteAndCacheOperator cache ->
                throw session.unsupported(
                        cache.span(),
                        "Operator 'execute-and-cache'",
                        "Leave it out, or bind the part that is used twice with let and materialize()");
            case FacetOperator facet -> throw endsOnly(facet);
            case FindOperator find -> throw startsOnly(find);
            case ForkOperator fork -> throw endsOnly(fork);
            case GraphMarkComponentsOperator mark ->
                new GraphBinding(session, environment).markComponents(graph(input, mark), mark);
            case GraphMatchOperator match -> GraphMatchBinding.bind(session, environment, graph(input, match), match);
            case GraphMergeOperator other -> throw unsupported(other);
            case GraphShortestPathsOperator paths ->
                GraphMatchBinding.bind(session, environment, graph(input, paths), paths);
            case GraphToTableOperator table ->
                new GraphBinding(session, environment).toTable(graph(input, table), table);
            case GraphWhereEdgesOperator other -> throw unsupported(other);
            case GraphWhereNodesOperator other -> throw unsupported(other);
            case MacroExpandOperator macro -> throw SourceBinding.macroExpand(session, macro);
            case MakeGraphOperator make -> new GraphBinding(session, environment).make(input, make);
            case MvApplyOperator apply -> new MvApplyBinding(session, environment).bind(input, apply);
            case ParseKvOperator parse -> new ParseKeyValuesBinding(session, environment).bind(input, parse);
            case ParseOperator parse -> new ParseBinding(session, environment).bind(input, parse);
            case ParseWhereOperator parse -> new ParseBinding(session, environment).bind(input, parse);
            case PartitionByOperator partition -> new PartitionBinding(session, environment).bind(input, partition);
            case PartitionOperator partition -> new PartitionBinding(session, environment).bind(input, partition);
            case ProjectByNamesOperator names -> new SchemaBinding(session, environment).bind(input, names);
            case ReduceOperator reduce -> new ReduceBinding(session, environment).bind(input, reduce);
            case SampleDistinctOperator sample -> new SamplingBinding(session, environment).bind(input, sample);
            case SampleOperator sample -> new SamplingBinding(session, environment).bind(input, sample);
            case ScanOperator scan -> new ScanBinding(session, environment).bind(input, scan, List.of());
            case SearchOperator search -> new SearchBinding(session, environment).bind(Optional.of(input), search);
            case TopHittersOperator hitters -> new SamplingBinding(session, environment).bind(input, hitters);
            case TopNestedOperator nested -> new TopNestedBinding(session, environment).bind(input, nested);
        };
    }

    private RuntimeException unsupported(QueryOperator operator) {
        return session.unsupported(
                operator.span(),
                "Operator '%s'".formatted(OperatorNames.of(operator)),
                "docs/functions.md lists the operators that are");
    }

    private RuntimeException endsOnly(QueryOperator operator) {
        return session.error(
                SemanticError.NOT_ALLOWED_HERE,
                operator.span(),
                "'%s' gives several tables and ends a statement; it cannot stand inside another table"
                        .formatted(OperatorNames.of(operator)));
    }

    private static boolean isOverGraphs(QueryOperator operator) {
        return operator instanceof GraphMatchOperator
                || operator instanceof GraphShortestPathsOperator
                || operator instanceof GraphMarkComponentsOperator
                || operator instanceof GraphToTableOperator
                || operator instanceof GraphMergeOperator
                || operator instanceof GraphWhereNodesOperator
                || operator instanceof GraphWhereEdgesOperator;
    }

    private Graph graph(Rowset input, QueryOperator operator) {
        return input.graph()
                .orElseThrow(() -> session.error(
                        SemanticError.WRONG_SHAPE,
                        operator.span(),
                        "'%s' takes a graph, this is a table".formatted(OperatorNames.of(operator)),
                        "Put make-graph before it"));
    }

    private RuntimeException startsOnly(QueryOperator operator) {
        return session.error(
                SemanticError.WRONG_SHAPE,
                operator.span(),
                "'%s' starts a query and cannot follow a '|'".formatted(OperatorNames.of(operator)));
    }

    private ScalarBinder scalars(Rowset input, String operator) {
        return new ScalarBinder(session, environment, RowScope.of(operator, input));
    }

    private Rowset bindTake(Rowset input, TakeOperator take) {
        OtherParameters.check(session, "take", take.parameters());
        return input.with(new Limit(input.relation(), count(take.count(), "take")));
    }

    private Rowset bindSerialize(Rowset input, SerializeOperator serialize) {
        OtherParameters.check(session, "serialize", serialize.parameters());
        return new ExtendBinding(session, environment)
                .bind(input.withSerialized(true), serialize.expressions(), "serialize");
    }

    private Rowset bindWhere(Rowset input, WhereOperator where) {
        OtherParameters.check(session, "where", where.parameters());
        return input.with(new Filter(input.relation(), scalars(input, "where").bindCondition(where.predicate())));
    }

    /** A row count: a constant that is not negative. */
    private long count(SyntaxExpression expression, String operator) {
        return RowCounts.bind(session, environment, expression, operator);
    }

    private Rowset bindAs(Rowset input, AsOperator as) {
        String name = as.name().text();
        boolean materialized = false;
        for (OperatorParameter parameter : as.parameters()) {
            if (!parameter.name().equals("hint.materialized")) {
                throw OtherParameters.unknown(session, "as", parameter, List.of("hint.materialized"));
            }
            Literal value = scalars(input, "as").bindConstant(parameter.value(), ScalarType.BOOL, "hint.materialized");
            materialized = Boolean.TRUE.equals(value.value());
        }
        if (materialized) {
            environment.define(
                    name,
                    new Definition.Given(() -> Relations.reuse(input, session).withName(name)));
            return Relations.reuse(input, session).withName(name);
        }
        environment.define(
                name, new Definition.Given(() -> PlanCopier.copy(input, session).withName(name)));
        return input.withName(name);
    }

    private Rowset bindInvoke(Rowset input, InvokeOperator invoke) {
        if (invoke.function() instanceof FunctionCall call
                && session.definition(environment, call.function().text()).orElse(null)
                        instanceof Definition.Function function) {
            return new UserCalls(session).tabular(call, function, scalars(input, "invoke"), Optional.of(input));
        }
        if (invoke.function() instanceof FunctionCall call) {
            // A function that is not in sight adds its columns to those of its argument, as far as anyone can tell.
            Optional<Rowset> added =
                    new TabularBinder(session).standIn(call.function().text(), call.span());
            if (added.isPresent()) {
                return JoinBinding.beside(session, input, added.get());
            }
        }
        throw session.error(
                SemanticError.UNKNOWN_FUNCTION,
                invoke.function().span(),
                "invoke needs a function bound by let whose first parameter is a table");
    }

    /** Constants of row counts. */
    static final class RowCounts {
        private RowCounts() {}

        static long bind(
                BindingSession session, Environment environment, SyntaxExpression expression, String operator) {
            ScalarExpression bound = new ScalarBinder(session, environment, RowScope.empty(operator)).bind(expression);
            Optional<Literal> count = bound.type().isInteger() || bound.type() == ScalarType.DYNAMIC
                    ? ComputedConstants.of(ConstantFolder.convert(bound, ScalarType.LONG), session)
                    : Optional.empty();
            if (count.isEmpty() && session.analysing() && bound.type().isInteger()) {
                return 1;
            }
            if (count.isEmpty()) {
                throw session.error(
                        SemanticError.NOT_CONSTANT,
                        expression.span(),
                        "The row count of %s must be a constant of type long".formatted(operator));
            }
            if (count.get().value() instanceof Long rows && rows >= 0) {
                return rows;
            }
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    expression.span(),
                    "The row count of %s must not be negative".formatted(operator));
        }
    }
}
