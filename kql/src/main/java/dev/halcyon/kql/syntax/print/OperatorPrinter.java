package dev.halcyon.kql.syntax.print;

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
import dev.halcyon.kql.syntax.ForkBranch;
import dev.halcyon.kql.syntax.ForkOperator;
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
import dev.halcyon.kql.syntax.MakeSeriesAxis;
import dev.halcyon.kql.syntax.MakeSeriesOperator;
import dev.halcyon.kql.syntax.MvApplyOperator;
import dev.halcyon.kql.syntax.MvExpandColumn;
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
import dev.halcyon.kql.syntax.ReorderColumn;
import dev.halcyon.kql.syntax.SampleDistinctOperator;
import dev.halcyon.kql.syntax.SampleOperator;
import dev.halcyon.kql.syntax.ScanOperator;
import dev.halcyon.kql.syntax.ScanStep;
import dev.halcyon.kql.syntax.SearchOperator;
import dev.halcyon.kql.syntax.SerializeOperator;
import dev.halcyon.kql.syntax.SortKey;
import dev.halcyon.kql.syntax.SortOperator;
import dev.halcyon.kql.syntax.SummarizeOperator;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.syntax.TakeOperator;
import dev.halcyon.kql.syntax.TopHittersOperator;
import dev.halcyon.kql.syntax.TopNestedLevel;
import dev.halcyon.kql.syntax.TopNestedOperator;
import dev.halcyon.kql.syntax.TopOperator;
import dev.halcyon.kql.syntax.UnionOperator;
import dev.halcyon.kql.syntax.WhereOperator;
import java.util.List;

/** Writes the tabular operators. */
final class OperatorPrinter {
    private final PrintBuffer out;
    private final StatementPrinter statements;
    private final ExpressionPrinter expressions;
    private final GraphPrinter graphs;

    OperatorPrinter(PrintBuffer out, StatementPrinter statements, ExpressionPrinter expressions) {
        this.out = out;
        this.statements = statements;
        this.expressions = expressions;
        this.graphs = new GraphPrinter(out, expressions);
    }

    void operator(QueryOperator operator) {
        switch (operator) {
            case PrintOperator print -> {
                out.add("print ");
                expressions.expressions(print.expressions());
            }
            case RangeOperator range -> {
                out.add("range ").name(range.column()).add(" from ");
                expressions.expression(range.from());
                out.add(" to ");
                expressions.expression(range.to());
                out.add(" step ");
                expressions.expression(range.step());
            }
            case UnionOperator union -> {
                head("union", union.parameters());
                out.add(" ");
                expressions.expressions(union.tables());
            }
            case SearchOperator search -> {
                head("search", search.parameters());
                inTables(search.tables());
                out.add(" ");
                expressions.expression(search.predicate());
            }
            case FindOperator find -> find(find);
            case EvaluateOperator evaluate -> {
                head("evaluate", evaluate.parameters());
                out.add(" ");
                expressions.call(evaluate.plugin());
                out.optional(" : ", evaluate.schema(), statements::schema);
            }
            case MacroExpandOperator macro -> {
                head("macro-expand", macro.parameters());
                out.add(" ");
                expressions.expression(macro.group());
                out.add(" as ").name(macro.scope()).add(" (");
                statements.statements(macro.body());
                out.add(")");
            }
            case WhereOperator where -> {
                head("where", where.parameters());
                out.add(" ");
                expressions.expression(where.predicate());
            }
            case ExtendOperator extend -> {
                out.add("extend ");
                expressions.expressions(extend.expressions());
            }
            case ProjectOperator project -> {
                out.add("project");
                optionalList(project.expressions());
            }
            case ProjectAwayOperator away -> {
                out.add("project-away ");
                expressions.expressions(away.columns());
            }
            case ProjectKeepOperator keep -> {
                out.add("project-keep ");
                expressions.expressions(keep.columns());
            }
            case ProjectByNamesOperator byNames -> {
                out.add("project-by-names ");
                expressions.expressions(byNames.columns());
            }
            case ProjectRenameOperator rename -> {
                out.add("project-rename ");
                expressions.expressions(rename.renames());
            }
            case ProjectReorderOperator reorder ->
                out.add("project-reorder ").list(reorder.columns(), this::reorderColumn);
            case SummarizeOperator summarize -> {
                head("summarize", summarize.parameters());
                optionalList(summarize.aggregates());
                keys(summarize.keys());
                out.optional(" bin = ", summarize.bin(), expressions::expression);
            }
            case DistinctOperator distinct -> {
                head("distinct", distinct.parameters());
                optionalList(distinct.columns());
            }
            case CountOperator count -> {
                head("count", count.parameters());
                out.optional(" as ", count.name(), out::name);
            }
            case TakeOperator take -> {
                head("take", take.parameters());
                out.add(" ");
                expressions.expression(take.count());
            }
            case SampleOperator sample -> {
                out.add("sample ");
                expressions.expression(sample.count());
            }
            case SampleDistinctOperator sample -> {
                out.add("sample-distinct ");
                expressions.expression(sample.count());
                out.add(" of ");
                expressions.expression(sample.column());
            }
            case SortOperator sort -> {
                head("sort", sort.parameters());
                out.add(" by ").list(sort.keys(), this::sortKey);
            }
            case TopOperator top -> {
                head("top", top.parameters());
                out.add(" ");
                expressions.expression(top.count());
                out.add(" by ").list(top.keys(), this::sortKey);
            }
            case TopNestedOperator topNested -> out.list(topNested.levels(), this::topNestedLevel);
            case TopHittersOperator hitters -> {
                out.add("top-hitters ");
                expressions.expression(hitters.count());
                out.add(" of ");
                expressions.expression(hitters.column());
                out.optional(" by ", hitters.weight(), expressions::expression);
            }
            case SerializeOperator serialize -> {
                head("serialize", serialize.parameters());
                optionalList(serialize.expressions());
            }
            case JoinOperator join -> {
                head("join", join.parameters());
                out.add(" ");
                expressions.expression(join.right());
                conditions(join.conditions());
            }
            case LookupOperator lookup -> {
                head("lookup", lookup.parameters());
                out.add(" ");
                expressions.expression(lookup.right());
                conditions(lookup.conditions());
            }
            case MvExpandOperator expand -> {
                head(expand.legacy() ? "mvexpand" : "mv-expand", expand.parameters());
                out.add(" ").list(expand.columns(), this::expandColumn);
                out.optional(" limit ", expand.limit(), expressions::expression);
            }
            case MvApplyOperator apply -> {
                head("mv-apply", apply.parameters());
                out.add(" ").list(apply.columns(), this::expandColumn);
                out.optional(" limit ", apply.limit(), expressions::expression);
                out.add(" on");
                expressions.subQuery(apply.body());
            }
            case MakeSeriesOperator series -> makeSeries(series);
            case ParseOperator parse -> parse("parse", parse.parameters(), parse.subject(), parse.pattern());
            case ParseWhereOperator parse -> parse("parse-where", parse.parameters(), parse.subject(), parse.pattern());
            case ParseKvOperator parse -> {
                out.add("parse-kv ");
                expressions.expression(parse.subject());
                out.add(" as (").list(parse.columns(), statements::column).add(")");
                expressions.properties(parse.properties());
            }
            case ReduceOperator reduce -> {
                head("reduce", reduce.parameters());
                out.add(" by ");
                expressions.expression(reduce.subject());
                if (!reduce.properties().isEmpty()) {
                    out.add(" with ").list(reduce.properties(), expressions::property);
                }
            }
            case ScanOperator scan -> scan(scan);
            case PartitionOperator partition -> partition(partition);
            case PartitionByOperator partition -> {
                head("__partitionby", partition.parameters());
                out.add(" ");
                expressions.expression(partition.key());
                out.optional(" id ", partition.scope(), out::name);
                expressions.subQuery(partition.body());
            }
            case ForkOperator fork -> out.add("fork").list(fork.branches(), "", this::forkBranch);
            case FacetOperator facet -> {
                out.add("facet by ");
                expressions.expressions(facet.columns());
                out.optional(" with", facet.body(), expressions::subQuery);
            }
            case InvokeOperator invoke -> {
                out.add("invoke ");
                expressions.expression(invoke.function());
            }
            case AsOperator as -> {
                head("as", as.parameters());
                out.add(" ").name(as.name());
            }
            case ConsumeOperator consume -> head("consume", consume.parameters());
            case GetSchemaOperator schema -> out.add(schema.csl() ? "getschema kind = csl" : "getschema");
            case RenderOperator render -> {
                out.add("render").optional(" ", render.visualization(), out::name);
                expressions.properties(render.properties());
            }
            case AssertSchemaOperator assertion -> {
                out.add("assert-schema ");
                statements.schema(assertion.schema());
            }
            case ExecuteAndCacheOperator cache -> head("execute-and-cache", cache.parameters());
            case MakeGraphOperator graph -> graphs.makeGraph(graph);
            case GraphMatchOperator graph -> graphs.match(graph);
            case GraphShortestPathsOperator graph -> graphs.shortestPaths(graph);
            case GraphToTableOperator graph -> graphs.toTable(graph);
            case GraphMarkComponentsOperator graph -> graphs.markComponents(graph);
            case GraphMergeOperator graph -> graphs.merge(graph);
            case GraphWhereNodesOperator graph -> graphs.whereNodes(graph);
            case GraphWhereEdgesOperator graph -> graphs.whereEdges(graph);
        }
    }

    private void head(String word, List<OperatorParameter> parameters) {
        out.add(word);
        expressions.parameters(parameters);
    }

    private void optionalList(List<SyntaxExpression> list) {
        if (!list.isEmpty()) {
            out.add(" ");
            expressions.expressions(list);
        }
    }

    private void keys(List<SyntaxExpression> keys) {
        if (!keys.isEmpty()) {
            out.add(" by ");
            expressions.expressions(keys);
        }
    }

    private void conditions(List<SyntaxExpression> conditions) {
        if (!conditions.isEmpty()) {
            out.add(" on ");
            expressions.expressions(conditions);
        }
    }

    private void inTables(List<SyntaxExpression> tables) {
        if (!tables.isEmpty()) {
            out.add(" in (");
            expressions.expressions(tables);
            out.add(")");
        }
    }

    private void find(FindOperator find) {
        head("find", find.parameters());
        inTables(find.tables());
        out.add(" where ");
        expressions.expression(find.predicate());
        out.optional(" ", find.projection(), projection -> out.add(projection.text()));
        if (!find.columns().isEmpty()) {
            out.add(" ").list(find.columns(), column -> {
                expressions.expression(column.column());
                out.optional(": ", column.type(), statements::typeName);
            });
        }
    }

    private void reorderColumn(ReorderColumn column) {
        expressions.expression(column.column());
        out.optional(" ", column.order(), order -> out.add(order.text()));
    }

    private void sortKey(SortKey key) {
        expressions.expression(key.expression());
        out.optional(" ", key.order(), order -> out.add(order.text()));
        out.optional(" ", key.nulls(), nulls -> out.add(nulls.text()));
    }

    private void topNestedLevel(TopNestedLevel level) {
        out.add("top-nested");
        out.optional(" ", level.count(), expressions::expression);
        out.add(" of ");
        expressions.expression(level.column());
        out.optional(" with others = ", level.others(), expressions::expression);
        out.add(" by ");
        expressions.expression(level.aggregate());
        out.optional(" ", level.order(), order -> out.add(order.text()));
    }

    private void expandColumn(MvExpandColumn column) {
        expressions.expression(column.expression());
        out.optional(" to typeof(", column.type(), type -> {
            statements.typeName(type);
            out.add(")");
        });
    }

    private void makeSeries(MakeSeriesOperator series) {
        head("make-series", series.parameters());
        out.add(" ").list(series.aggregates(), aggregate -> {
            expressions.expression(aggregate.expression());
            out.optional(" default = ", aggregate.defaultValue(), expressions::expression);
        });
        MakeSeriesAxis axis = series.axis();
        out.add(" on ");
        expressions.expression(axis.expression());
        boolean inRange = axis.inRange();
        out.optional(inRange ? " in range(" : " from ", axis.from(), expressions::expression);
        out.optional(inRange ? ", " : " to ", axis.to(), expressions::expression);
        out.optional(inRange ? ", " : " step ", axis.step(), expressions::expression);
        out.add(inRange ? ")" : "");
        keys(series.keys());
    }

    private void parse(
            String word,
            List<OperatorParameter> parameters,
            SyntaxExpression subject,
            List<ParsePatternElement> pattern) {
        head(word, parameters);
        out.add(" ");
        expressions.expression(subject);
        out.add(" with ").list(pattern, " ", this::parseElement);
    }

    private void parseElement(ParsePatternElement element) {
        switch (element) {
            case ParsePatternElement.Delimiter delimiter -> expressions.expression(delimiter.literal());
            case ParsePatternElement.Column column -> {
                out.name(column.name());
                out.optional(": ", column.type(), statements::typeName);
            }
            case ParsePatternElement.Skip _ -> out.add("*");
        }
    }

    private void scan(ScanOperator scan) {
        head("scan", scan.parameters());
        if (!scan.order().isEmpty()) {
            out.add(" order by ").list(scan.order(), this::sortKey);
        }
        if (!scan.partition().isEmpty()) {
            out.add(" partition by ");
            expressions.expressions(scan.partition());
        }
        if (!scan.columns().isEmpty()) {
            out.add(" declare (").list(scan.columns(), column -> {
                statements.column(column.column());
                out.optional(" = ", column.defaultValue(), expressions::expression);
            });
            out.add(")");
        }
        out.add(" with (").list(scan.steps(), " ", this::scanStep).add(")");
    }

    private void scanStep(ScanStep step) {
        out.add("step ").name(step.name()).add(step.optional() ? " optional" : "");
        out.optional(" output = ", step.output(), expressions::expression);
        out.add(": ");
        expressions.expression(step.condition());
        if (!step.assignments().isEmpty()) {
            out.add(" => ").list(step.assignments(), expressions::expression);
        }
        out.add(";");
    }

    private void partition(PartitionOperator partition) {
        head("partition", partition.parameters());
        out.add(" by ");
        expressions.expression(partition.key());
        out.add(partition.braces() ? " { " : " (");
        expressions.expression(partition.body());
        out.add(partition.braces() ? " }" : ")");
    }

    private void forkBranch(ForkBranch branch) {
        out.optional(" ", branch.name(), name -> out.name(name).add(" ="));
        expressions.subQuery(branch.body());
    }
}
