package dev.halcyon.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.syntax.print.SyntaxPrinter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Precedence, names and the forms of expressions. */
class ExpressionTest {
    /** The grouping, written with a bracket around every operation. */
    private static String grouping(SyntaxExpression expression) {
        return switch (expression) {
            case BinaryExpression binary ->
                "[" + grouping(binary.left()) + " " + binary.operator().text() + " " + grouping(binary.right()) + "]";
            case InExpression in ->
                "[" + grouping(in.subject()) + " " + in.operator().text() + " "
                        + in.candidates().size() + "]";
            case BetweenExpression between ->
                "[" + grouping(between.subject()) + (between.negated() ? " !between" : " between") + "]";
            case UnaryExpression unary -> "[" + unary.operator().text() + grouping(unary.operand()) + "]";
            case ParenthesizedExpression inner -> grouping(inner.inner());
            case LiteralExpression literal -> literal.text();
            case NameReference name -> name.name();
            case PathExpression path -> grouping(path.target()) + "." + grouping(path.member());
            case ElementExpression element -> grouping(element.target()) + "[" + grouping(element.index()) + "]";
            case FunctionCall call -> call.function().text() + "()";
            case WildcardName wildcard -> wildcard.pattern();
            case StarExpression _ -> "*";
            case NamedExpression named -> grouping(named.value());
            case TypeofExpression _,
                    PipeExpression _,
                    DataTableExpression _,
                    ExternalDataExpression _,
                    InlineExternalTableExpression _,
                    ToScalarExpression _,
                    ToTableExpression _,
                    MaterializeExpression _,
                    ContextualDataTableExpression _,
                    FunctionDeclaration _,
                    EntityGroupExpression _ -> "table";
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "a or b and c ¦ [a or [b and c]]",
                "a and b and c ¦ [[a and b] and c]",
                "a == 1 and b > 2 or c ¦ [[[a == 1] and [b > 2]] or c]",
                "a + b * c - d ¦ [[a + [b * c]] - d]",
                "a < b == c ¦ [[a < b] == c]",
                "a / b % c ¦ [[a / b] % c]",
                "-a * b ¦ [[-a] * b]",
                "- - a ¦ [-[-a]]",
                "a has 'x' and b !contains_cs 'y' ¦ [[a has 'x'] and [b !contains_cs 'y']]",
                "a matches  regex 'x' ¦ [a matches regex 'x']",
                "a + b in (1, 2) and c ¦ [[[a + b] in 2] and c]",
                "a !in~ ('x') ¦ [a !in~ 1]",
                "a has_any (b) ¦ [a has_any 1]",
                "a + 1 !between (1 .. 2) or c ¦ [[[a + 1] !between] or c]",
                "a =~ b ¦ [a =~ b]",
                "a <> b ¦ [a != b]",
                "a notcontains b ¦ [a !contains b]",
                "a.b[0]['c'].d ¦ a.b[0]['c'].d",
                "a.[0].['b'] ¦ a[0].b",
                "a-b ¦ [a - b]",
                "count - table ¦ [count - table]",
                "a.in.has ¦ a.in.has",
            })
    void groups(String text, String grouping) {
        assertThat(grouping(KqlParser.parseExpression(text))).isEqualTo(grouping);
    }

    @Test
    void longChainsAreBalanced() {
        String chain = "a" + " and a".repeat(999);
        int depth = 0;
        SyntaxExpression expression = KqlParser.parseExpression(chain);
        while (expression instanceof BinaryExpression binary) {
            expression = binary.left();
            depth++;
        }
        assertThat(depth).isLessThanOrEqualTo(10);
        assertThat(SyntaxPrinter.print(KqlParser.parseExpression(chain))).isEqualTo(chain);
    }

    /** R1: keywords name columns where the grammar allows it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "count",
                "table",
                "type",
                "kind",
                "range",
                "step",
                "search",
                "find",
                "print",
                "union",
                "by",
                "on",
                "id",
                "project",
                "take",
                "limit",
                "title",
                "database",
                "with",
                "of",
                "evaluate",
                "time",
                "date",
                "int",
                "string",
                "view",
                "set",
                "let",
                "matches",
                "90th_Percentile",
            })
    void keywordsAreNames(String name) {
        for (String query : List.of(
                "T | where " + name + " == 1",
                "T | project " + name + ", x",
                "T | extend " + name + " = 1",
                "T | summarize max(" + name + ") by x",
                "T | extend y = x." + name,
                "T | project-away " + name)) {
            Query tree = KqlParser.parse(query);
            assertThat(SameTree.difference(tree, KqlParser.parse(SyntaxPrinter.print(tree)), query))
                    .isNull();
        }
    }

    @Test
    void quotedNames() {
        assertThat(KqlParser.parseExpression("['a b'] + [\"c.d\"]"))
                .isInstanceOfSatisfying(BinaryExpression.class, sum -> {
                    assertThat(sum.left())
                            .isInstanceOfSatisfying(
                                    NameReference.class,
                                    name -> assertThat(name.name()).isEqualTo("a b"));
                    assertThat(sum.right())
                            .isInstanceOfSatisfying(
                                    NameReference.class,
                                    name -> assertThat(name.name()).isEqualTo("c.d"));
                });
        assertThat(SyntaxPrinter.print(KqlParser.parseExpression("['and']['x']")))
                .isEqualTo("['and']['x']");
    }

    @Test
    void callsHaveNamedArgumentsAndPipes() {
        FunctionCall call = (FunctionCall) KqlParser.parseExpression("f(1, b = 'y', T | where x | project a, b)");
        assertThat(call.arguments()).hasSize(3);
        assertThat(call.arguments().get(1).name()).isNotNull();
        assertThat(call.arguments().get(2).value())
                .isInstanceOfSatisfying(
                        PipeExpression.class,
                        pipe -> assertThat(pipe.operators()).hasSize(2));
    }

    @Test
    void specialForms() {
        assertThat(KqlParser.parseExpression("toscalar(T | count)")).isInstanceOf(ToScalarExpression.class);
        assertThat(KqlParser.parseExpression("toscalar kind=nooptimization (T | count)"))
                .isInstanceOfSatisfying(
                        ToScalarExpression.class,
                        scalar -> assertThat(scalar.parameters()).hasSize(1));
        assertThat(KqlParser.parseExpression("totable(x)")).isInstanceOf(ToTableExpression.class);
        assertThat(KqlParser.parseExpression("materialize(T | take 1)")).isInstanceOf(MaterializeExpression.class);
        assertThat(KqlParser.parseExpression("typeof(*, a: long)")).isInstanceOf(TypeofExpression.class);
        assertThat(KqlParser.parseExpression("__contextual_datatable('x', (a: long))"))
                .isInstanceOf(ContextualDataTableExpression.class);
        assertThat(KqlParser.parseExpression("workspace('w').T")).isInstanceOf(PathExpression.class);
        assertThat(KqlParser.parseExpression("datatable(a: long, b: string)[1, 'x', 2, 'y',]"))
                .isInstanceOfSatisfying(
                        DataTableExpression.class,
                        table -> assertThat(table.values()).hasSize(4));
        assertThat(KqlParser.parseExpression("externaldata(a: long)[h@'uri'] with (format = 'csv')"))
                .isInstanceOfSatisfying(
                        ExternalDataExpression.class,
                        table -> assertThat(table.properties()).hasSize(1));
    }
}
