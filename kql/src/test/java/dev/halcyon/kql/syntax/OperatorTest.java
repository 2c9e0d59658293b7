package dev.halcyon.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.syntax.print.SyntaxPrinter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One line an operator: it is read as its record, and its printed form is stable. */
class OperatorTest {
    private static final String[] FORMS = {
        "WhereOperator ¦ where a > 1 and b has 'x'",
        "WhereOperator ¦ filter a > 1",
        "SearchOperator ¦ search kind = case_sensitive in (T, U*) 'x' and a: 'y*'",
        "SearchOperator ¦ search *",
        "FindOperator ¦ find withsource = s in (T*, workspace('w').U) where a == 1 project b, c: string, pack(*)",
        "FindOperator ¦ find 'x' project-smart",
        "ExtendOperator ¦ extend a = 1, (b, c) = f(x), d",
        "ProjectOperator ¦ project a, b = c + 1",
        "ProjectAwayOperator ¦ project-away a, b*, *c",
        "ProjectKeepOperator ¦ project-keep a, *",
        "ProjectRenameOperator ¦ project-rename a = b, ['c d'] = e",
        "ProjectReorderOperator ¦ project-reorder a, b* asc, c* granny-desc",
        "ProjectByNamesOperator ¦ project-by-names 'a', dynamic(['b'])",
        "SummarizeOperator ¦ summarize hint.strategy = shuffle n = count(), max(a) by b, bin(t, 1h)",
        "SummarizeOperator ¦ summarize by ['a b'] = c",
        "SummarizeOperator ¦ summarize",
        "DistinctOperator ¦ distinct *",
        "CountOperator ¦ count as n",
        "TakeOperator ¦ limit 5",
        "SampleOperator ¦ sample 5",
        "SampleDistinctOperator ¦ sample-distinct 5 of a",
        "SortOperator ¦ order by a asc nulls last, b desc, c",
        "TopOperator ¦ top 5 by a desc nulls first",
        "TopNestedOperator ¦ top-nested 2 of a with others = 'rest' by sum(b), top-nested of c by x = max(d) desc",
        "TopHittersOperator ¦ top-hitters 5 of a by b",
        "JoinOperator ¦ join kind = leftouter hint.remote = local (U | where x) on a, $left.b == $right.c",
        "JoinOperator ¦ join U on a",
        "LookupOperator ¦ lookup kind = inner (U) on a",
        "UnionOperator ¦ union kind = inner withsource = s isfuzzy = true A, B*, (C | take 1), workspace('w').D",
        "MvExpandOperator ¦ mv-expand kind = array with_itemindex = i a = d.b to typeof(long), c limit 10",
        "MvExpandOperator ¦ mvexpand a",
        "MvApplyOperator ¦ mv-apply a = d to typeof(dynamic) limit 3 on (where a > 1 | summarize count())",
        "MakeSeriesOperator ¦ make-series kind = nonempty n = count() default = 0 on t from s to e step 1d by a",
        "MakeSeriesOperator ¦ make-series avg(x) on t in range(s, e, 1h)",
        "ParseOperator ¦ parse kind = regex flags = Ui a with * 'x' b: long 'y' c *",
        "ParseWhereOperator ¦ parse-where a with 'x' b",
        "ParseKvOperator ¦ parse-kv a as (b: long, ['c d']: string) with (pair_delimiter = ',', greedy = true)",
        "SerializeOperator ¦ serialize n = row_number()",
        "ScanOperator ¦ scan with_match_id = m declare (x: long = 0) with (step s1: a > 1; step s2 output = last:"
                + " b > s1.b => x = s1.x + 1;)",
        "PartitionOperator ¦ partition hint.strategy = native by a.b (top 1 by c)",
        "PartitionOperator ¦ partition by a { T | where x == a }",
        "PartitionByOperator ¦ __partitionby a id x (count)",
        "ForkOperator ¦ fork n = (where a | take 1) (count)",
        "FacetOperator ¦ facet by a, b with (take 1)",
        "ReduceOperator ¦ reduce by a with threshold = 0.1, characters = '-'",
        "RangeOperator ¦ range x from 1 to 5 step 1",
        "PrintOperator ¦ print a = 1, 2",
        "EvaluateOperator ¦ evaluate hint.distribution = per_node pivot(a, sum(b)) : (*, c: long)",
        "InvokeOperator ¦ invoke f(1, b = 2)",
        "AsOperator ¦ as hint.materialized = true X",
        "ConsumeOperator ¦ consume",
        "GetSchemaOperator ¦ getschema",
        "RenderOperator ¦ render timechart with (title = 'x', ycolumns = a, b, ymin = 0)",
        "RenderOperator ¦ render columnchart kind=stacked",
        "AssertSchemaOperator ¦ assert-schema (a: long)",
        "ExecuteAndCacheOperator ¦ execute-and-cache",
        "MacroExpandOperator ¦ macro-expand entity_group [cluster('c').database('d')] as X (X.T | count)",
        "MakeGraphOperator ¦ make-graph a --> b with N on id, (M | take 1) on id2",
        "MakeGraphOperator ¦ make-graph a -- b with_node_id = n partitioned-by p (graph-to-table nodes)",
        "GraphMatchOperator ¦ graph-match cycles = none (a)-[e*1..3]->(b)<-[f]-()--(c)-->(d), (a)<--(x) where a.y > 1"
                + " project z = a.y",
        "GraphShortestPathsOperator ¦ graph-shortest-paths output = all (a)-[e*1..5]->(b) where a.x == 1 project e",
        "GraphToTableOperator ¦ graph-to-table nodes as N with_node_id = i, edges",
        "GraphMarkComponentsOperator ¦ graph-mark-components kind = weak with_component_id = c",
        "GraphMergeOperator ¦ graph-merge H on a",
        "GraphWhereNodesOperator ¦ graph-where-nodes a > 1",
        "GraphWhereEdgesOperator ¦ graph-where-edges a > 1",
    };

    static Stream<Arguments> forms() {
        return Arrays.stream(FORMS).map(form -> Arguments.of((Object[]) form.split(" ¦ ", -1)));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void isReadAndPrinted(String record, String form) {
        QueryOperator operator = operator("T | " + form);
        assertThat(operator.getClass().getSimpleName()).isEqualTo(record);
        String printed = SyntaxPrinter.print(operator);
        QueryOperator again = operator("T | " + printed);
        assertThat(SameTree.difference(operator, again, printed)).isNull();
        assertThat(SyntaxPrinter.print(again)).isEqualTo(printed);
    }

    @Test
    void everyOperatorHasAForm() {
        Set<String> covered =
                Arrays.stream(FORMS).map(form -> form.split(" ¦ ", -1)[0]).collect(Collectors.toSet());
        assertThat(covered)
                .containsAll(Arrays.stream(QueryOperator.class.getPermittedSubclasses())
                        .map(Class::getSimpleName)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "let x = 5; print x ¦ LetStatement",
                "let f = (a: long, b: string = 'x', T: (*)) { T | where c == a }; f(1) ¦ LetStatement",
                "let v = view () { T }; v ¦ LetStatement",
                "let x = (T | take 1); x ¦ LetStatement",
                "let x = union A, B; x ¦ LetStatement",
                "set notruncation; T ¦ SetStatement",
                "set query_now = datetime(2020-01-01); T ¦ SetStatement",
                "declare query_parameters(p: long = 5, q: string); T ¦ QueryParametersStatement",
                "declare pattern p = (a: string)[b: string] { ('x').['y'] = { T | take 1 }; }; p('x').y"
                        + " ¦ PatternStatement",
                "alias database d = cluster('c').database('e'); T ¦ AliasStatement",
                "restrict access to (T*, database('d').*); T ¦ RestrictStatement",
                "range x from 1 to 2 step 1 ¦ ExpressionStatement",
                "union * ¦ ExpressionStatement",
                "print range(1, 5, 1) ¦ ExpressionStatement",
            })
    void statements(String text, String record) {
        Query query = KqlParser.parse(text);
        assertThat(query.statements().getFirst().getClass().getSimpleName()).isEqualTo(record);
        assertThat(SameTree.difference(query, KqlParser.parse(SyntaxPrinter.print(query)), text))
                .isNull();
    }

    @Test
    void makeSeriesRangeIsRecognised() {
        MakeSeriesOperator series = (MakeSeriesOperator) operator("T | make-series avg(x) on t in range(s, e, 1h)");
        assertThat(series.axis().inRange()).isTrue();
        assertThat(series.axis().expression()).isInstanceOf(NameReference.class);
    }

    @Test
    void joinHasKindAndConditions() {
        JoinOperator join = (JoinOperator) operator("T | join kind=leftouter (U) on a, $left.b == $right.c");
        assertThat(join.parameters()).hasSize(1);
        assertThat(join.parameters().getFirst().name()).isEqualTo("kind");
        assertThat(join.parameters().getFirst().value()).isInstanceOf(NameReference.class);
        assertThat(join.conditions()).hasSize(2);
    }

    private static QueryOperator operator(String query) {
        return ((PipeExpression) KqlParser.parseExpression(query)).operators().getLast();
    }
}
