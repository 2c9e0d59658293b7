package dev.halcyon.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.kql.syntax.command.CommandAssignment;
import dev.halcyon.kql.syntax.command.CommandBody;
import dev.halcyon.kql.syntax.command.CommandCall;
import dev.halcyon.kql.syntax.command.CommandClause;
import dev.halcyon.kql.syntax.command.CommandColumn;
import dev.halcyon.kql.syntax.command.CommandFunction;
import dev.halcyon.kql.syntax.command.CommandInput;
import dev.halcyon.kql.syntax.command.CommandList;
import dev.halcyon.kql.syntax.command.CommandLiteral;
import dev.halcyon.kql.syntax.command.CommandName;
import dev.halcyon.kql.syntax.command.CommandPart;
import dev.halcyon.kql.syntax.command.CommandPath;
import dev.halcyon.kql.syntax.command.CommandProperties;
import dev.halcyon.kql.syntax.command.CommandRange;
import dev.halcyon.kql.syntax.command.CommandWord;
import dev.halcyon.kql.syntax.command.ManagementCommand;
import dev.halcyon.kql.syntax.parse.CommandParser;
import dev.halcyon.kql.syntax.print.SyntaxPrinter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Management commands: the tree of sound ones, the mistake of others. */
class CommandParserTest {

    /** Parts as {@link #described} tells them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                ".show tables ¦ tables",
                "  .show\ttables // all of them ¦ tables",
                ".show table * policy caching ¦ table * policy caching",
                ".show commands-and-queries ¦ commands-and-queries",
                ".show table ['my table'] details ¦ table <my table> details",
                ".show table [my table] details ¦ table <my table> details",
                ".show table Db.['my table'] details ¦ table Db/<my table> details",
                ".drop extent e9fac0d2-b6d5-4ce3-bdb4-dea052d13b42 ¦ extent guid:e9fac0d2-b6d5-4ce3-bdb4-dea052d13b42",
                ".drop extents older 10 days from tables (A, B) ¦ extents older 10 days from tables (A; B)",
                ".create table T (Level:string, Body:dynamic) ¦ table T (Level:string; Body:dynamic)",
                ".create tables A (x:long), B (y:real) ¦ tables A (x:long), B (y:real)",
                ".rename tables A=B ifexists, B=A ¦ tables A=B ifexists, B=A",
                ".alter-merge table T column-docstrings (a:'first') ¦ table T column-docstrings (a:'first')",
                ".alter table T policy caching hot = 30d, hot_window = datetime(2021-01-01) .. datetime(2021-02-01)"
                        + " ¦ table T policy caching hot=30d, hot_window=datetime(2021-01-01)..datetime(2021-02-01)",
                ".create table T ingestion csv mapping 'm' '[' ']' ¦ table T ingestion csv mapping 'm' '[' ']'",
                ".show database D schema as json with (Tables=true, Version='v1')"
                        + " ¦ database D schema as json with{Tables=true; Version='v1'}",
                ".create entity_group G (cluster('c').database('d'))"
                        + " ¦ entity_group G (cluster['c']/database['d'])",
                ".create external table E (t:datetime) kind=storage partition by (Day:datetime = bin(t, 1d))"
                        + " ¦ external table E (t:datetime) kind=storage partition by (Day:datetime=bin[t; 1d])",
                ".create function with (folder='f') F(n:long=1) { T | take n } ¦ function with{folder='f'} F fn/1",
                ".create materialized-view V on table T { T | summarize count() by a }"
                        + " ¦ materialized-view V on table T {T | summarize count() by a}",
            })
    void clauses(String text, String described) {
        assertThat(described(CommandParser.parse(text).clauses(), ", ")).isEqualTo(described);
    }

    @Test
    void aQueryFollowsTheResult() {
        ManagementCommand piped = CommandParser.parse(".show tables | where TableName has 'a' | count");
        assertThat(printed(piped.continuation())).isEqualTo("$command_results | where TableName has 'a' | count");
        ManagementCommand named = CommandParser.parse(".show tables;\nlet n = 1;\n$command_results | take n");
        assertThat(printed(named.continuation())).isEqualTo("let n = 1; $command_results | take n");
        assertThat(CommandParser.parse(".show tables;").continuation()).isNull();
    }

    @Test
    void inputsAreTrees() {
        CommandInput query = CommandParser.parse(".set async T with (folder='x') <| range x from 1 to 3 step 1")
                .input();
        assertThat(query)
                .isInstanceOfSatisfying(
                        CommandInput.OfQuery.class,
                        input -> assertThat(printed(input.query())).isEqualTo("range x from 1 to 3 step 1"));
        CommandInput command = CommandParser.parse(".drop extents <| .show table T extents | where RowCount == 0")
                .input();
        assertThat(command).isInstanceOfSatisfying(CommandInput.OfCommand.class, input -> {
            assertThat(input.command().verb().text()).isEqualTo("show");
            assertThat(printed(input.command().continuation())).isEqualTo("$command_results | where RowCount == 0");
        });
        CommandInput script = CommandParser.parse(
                        ".execute database script <|\n  .drop table A\n  .set B <| A\n  | take 1\n  .drop table C")
                .input();
        assertThat(script)
                .isInstanceOfSatisfying(
                        CommandInput.OfScript.class,
                        input -> assertThat(input.script().commands())
                                .extracting(each -> each.verb().text())
                                .containsExactly("drop", "set", "drop"));
        CommandInput operators = CommandParser.parse(".purge table T records in database D <| where Id == 'x'")
                .input();
        assertThat(operators)
                .isInstanceOfSatisfying(
                        CommandInput.OfOperators.class,
                        input -> assertThat(input.operators()).singleElement().isInstanceOf(WhereOperator.class));
    }

    @Test
    void inlineRowsAreText() {
        CommandInput lines = CommandParser.parse(
                        ".ingest inline into table T with (format='csv') <|\n1,\"a | b\n2,'(\n")
                .input();
        assertThat(lines)
                .isInstanceOfSatisfying(
                        CommandInput.OfText.class,
                        input -> assertThat(input.text()).isEqualTo("1,\"a | b\n2,'("));
        CommandInput bracketed =
                CommandParser.parse(".ingest inline into table T [1,\"[x]\"]").input();
        assertThat(bracketed)
                .isInstanceOfSatisfying(
                        CommandInput.OfText.class,
                        input -> assertThat(input.text()).isEqualTo("1,\"[x]\""));
        assertThat(CommandParser.parse(".ingest inline into table [my table] [1]")
                        .clauses())
                .hasSize(1);
    }

    @Test
    void aLineThatBeginsWithADotIsACommandOnlyBeforeAVerb() {
        String text = ".set T <| cluster('c')\n.database('d').T\n| take 1\n\n.show tables\n";
        assertThat(CommandParser.parseScript(text).commands()).hasSize(2);
        assertThat(error(text).message()).contains("a second command");
    }

    @Test
    void linesOfTheClientArePassed() {
        String text = "#connect \"https://example\"\n\n.drop table A\n";
        assertThat(CommandParser.parse(text).verb().text()).isEqualTo("drop");
        assertThat(CommandParser.isCommand(text)).isTrue();
        assertThat(CommandParser.isCommand("T | take 1")).isFalse();
        assertThat(CommandParser.isCommand(".5")).isFalse();
    }

    @Test
    void spansAreThoseInTheWholeText() {
        String text = "\n.set T <|\n  U\n  | take 5\n\n";
        ManagementCommand command = CommandParser.parse(text);
        assertThat(command.span().textIn(text)).isEqualTo(".set T <|\n  U\n  | take 5");
        assertThat(command.input())
                .isInstanceOfSatisfying(
                        CommandInput.OfQuery.class,
                        input -> assertThat(input.query().span().textIn(text)).isEqualTo("U\n  | take 5"));
        Diagnostic inside = error(".set T <|\n  U\n  | tke 5");
        assertThat(TextLocation.of(".set T <|\n  U\n  | tke 5", inside.span()))
                .isEqualTo(new TextLocation(3, 5, "tke"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                ".shw tables ¦ SYN0013 ¦ unknown management command '.shw' ¦ did you mean '.show'? ¦ 1:1 ¦ .shw",
                ".show tabels ¦ SYN0013 ¦ unknown management command '.show tabels' ¦ did you mean '.show tables'?"
                        + " ¦ 1:7 ¦ tabels",
                ".frobnicate ¦ SYN0013 ¦ unknown management command ¦ ¦ 1:1 ¦ .frobnicate",
                "print 1 ¦ SYN0013 ¦ expected a command but found 'print' ¦ begins a line with a dot ¦ 1:1 ¦ print",
                ". show tables ¦ SYN0013 ¦ expected a command but found '.' ¦ begins a line ¦ 1:1 ¦ .",
                ".drop ['x'] ¦ SYN0013 ¦ needs a word that says what ¦ ¦ 1:7 ¦ ['x']",
                ".show ¦ SYN0002 ¦ expected what to show but found the end ¦ ¦ 1:2 ¦ show",
                ".show tables ) ¦ SYN0009 ¦ ')' has no opening bracket ¦ ¦ 1:14 ¦ )",
                ".show tables (a, b ¦ SYN0009 ¦ '(' is not closed ¦ ¦ 1:14 ¦ (",
                ".show table [a ¦ SYN0009 ¦ '[' is not closed ¦ ¦ 1:13 ¦ [",
                ".show table ['a' b] ¦ SYN0009 ¦ '[' is not closed ¦ ¦ 1:13 ¦ [",
                ".show table [ ] ¦ SYN0002 ¦ expected a name between the brackets ¦ ¦ 1:13 ¦ [ ]",
                ".create function F() { T ¦ SYN0009 ¦ '{' is not closed ¦ ¦ 1:22 ¦ {",
                ".create function F(a:long] { T } ¦ SYN0009 ¦ '(' is not closed ¦ ¦ 1:19 ¦ (",
                ".create function F() { } } ¦ SYN0009 ¦ '}' has no opening bracket ¦ ¦ 1:26 ¦ }",
                ".create function F(a) { T } ¦ SYN0002 ¦ expected ':' ¦ ¦ 1:21 ¦ )",
                ".create materialized-view V on table T { } ¦ SYN0001 ¦ the query is empty ¦ ¦ 1:41 ¦ ` `",
                ".create table T (a:) ¦ SYN0002 ¦ found ')' ¦ ¦ 1:20 ¦ )",
                ".create table T (a:string,) ¦ SYN0002 ¦ found ')' ¦ ¦ 1:27 ¦ )",
                ".create table T ('a':string) ¦ SYN0010 ¦ expected a name before ':' ¦ ¦ 1:18 ¦ 'a'",
                ".show tables (,) ¦ SYN0002 ¦ found ',' ¦ ¦ 1:15 ¦ ,",
                ".show tables () ¦ SYN0002 ¦ found ')' ¦ ¦ 1:15 ¦ )",
                ".show tables, ¦ SYN0002 ¦ something behind ',' ¦ ¦ 1:14 ¦",
                ".show , tables ¦ SYN0002 ¦ found ',' ¦ ¦ 1:7 ¦ ,",
                ".show tables + 1 ¦ SYN0002 ¦ found '+' ¦ ¦ 1:14 ¦ +",
                ".show database D with (Tables) ¦ SYN0010 ¦ name = value ¦ ¦ 1:24 ¦ Tables",
                ".show database D with (Tables=) ¦ SYN0002 ¦ found ')' ¦ ¦ 1:31 ¦ )",
                ".alter table T policy caching hot == 1d ¦ SYN0002 ¦ found '==' ¦ ¦ 1:35 ¦ ==",
                ".alter table T policy caching 'hot' = 1d ¦ SYN0010 ¦ a name before '=' ¦ ¦ 1:31 ¦ 'hot'",
                ".alter table T policy merge '{} ¦ SYN0005 ¦ no closing quote ¦ several lines ¦ 1:29 ¦ '{}",
                ".drop table <x> ¦ SYN0002 ¦ found '<' ¦ ¦ 1:13 ¦ <",
                ".set T <| ¦ SYN0002 ¦ expected a query behind '<|' ¦ ¦ 1:8 ¦ <|",
                ".set T <| U | wher x ¦ SYN0003 ¦ unknown operator 'wher' ¦ did you mean 'where'? ¦ 1:15 ¦ wher",
                ".set T <| .shw tables ¦ SYN0013 ¦ unknown management command '.shw' ¦ did you mean ¦ 1:11 ¦ .shw",
                ".ingest inline into table T <| ¦ SYN0002 ¦ expected rows behind '<|' ¦ ¦ 1:31 ¦",
                ".purge table T records in database D <| T ¦ SYN0003 ¦ unknown operator 'T' ¦ ¦ 1:41 ¦ T",
                ".show tables | wher x ¦ SYN0003 ¦ unknown operator 'wher' ¦ did you mean 'where'? ¦ 1:16 ¦ wher",
                ".show tables | ¦ SYN0002 ¦ expected an operator behind '|' ¦ remove the bar ¦ 1:14 ¦ |",
            })
    void mistakes(String text, String code, String message, String hint, String place, String token) {
        Diagnostic error = error(text);
        assertThat(error.code()).as(error.message()).isEqualTo(code);
        assertThat(error.message()).contains(message);
        if (hint != null) {
            assertThat(error.hint()).contains(hint);
        }
        TextLocation location = TextLocation.of(text, error.span());
        assertThat(location.line() + ":" + location.column()).isEqualTo(place);
        assertThat(location.token()).isEqualTo(token == null ? "" : token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".set a <| ",
                ".show tables (",
                ".show tables a.",
                ".show tables, ",
                ".create table T (a = f(",
                ".show tables 'x' ",
                ".show tables [",
                ".show tables {",
                "\n.show tables",
                ".execute database script <| ",
            })
    void repeatedPiecesEndInATreeOrAnError(String piece) {
        String text = piece.repeat(20_000);
        try {
            assertThat(CommandParser.parseScript(text).commands()).isNotEmpty();
        } catch (KqlException refused) {
            assertThat(refused.first().code()).startsWith("SYN");
        }
        String words = ".show tables " + piece.substring(1).repeat(20_000);
        try {
            assertThat(CommandParser.parseScript(words).commands()).isNotEmpty();
        } catch (KqlException refused) {
            assertThat(refused.first().code()).startsWith("SYN");
        }
    }

    @Test
    void otherQuotesAreRefusedWithAdvice() {
        Diagnostic error = error(".drop table `x`");
        assertThat(error.code()).isEqualTo("SYN0006");
        assertThat(error.hint()).contains("['a name']");
    }

    @Test
    void secretsStayOutOfMessages() {
        assertThat(error(".drop h'my secret'").message()).doesNotContain("my secret");
        assertThat(error("h'my secret'").message()).doesNotContain("my secret");
    }

    private static Diagnostic error(String text) {
        KqlException exception = catchThrowableOfType(KqlException.class, () -> CommandParser.parse(text));
        assertThat(exception).as("%s must be refused", text).isNotNull();
        return exception.first();
    }

    private static String printed(@Nullable Query query) {
        return SyntaxPrinter.print(Objects.requireNonNull(query))
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String described(List<CommandClause> clauses, String separator) {
        return clauses.stream()
                .map(clause -> clause.parts().stream()
                        .map(CommandParserTest::described)
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(separator));
    }

    private static String described(CommandPart part) {
        return switch (part) {
            case CommandWord word -> word.text();
            case CommandName name -> "<" + name.text() + ">";
            case CommandPath path ->
                path.segments().stream().map(CommandParserTest::described).collect(Collectors.joining("/"));
            case CommandCall call -> call.function().text() + "[" + described(call.arguments(), "; ") + "]";
            case CommandLiteral literal ->
                (literal.literal().value() instanceof LiteralValue.GuidValue ? "guid:" : "")
                        + literal.literal().text();
            case CommandColumn column -> described(column.column()) + ":" + described(column.value());
            case CommandAssignment assignment -> described(assignment.target()) + "=" + described(assignment.value());
            case CommandRange range -> described(range.from()) + ".." + described(range.to());
            case CommandList list -> "(" + described(list.elements(), "; ") + ")";
            case CommandProperties properties ->
                "with{"
                        + properties.properties().stream()
                                .map(CommandParserTest::described)
                                .collect(Collectors.joining("; "))
                        + "}";
            case CommandFunction function ->
                "fn/" + function.declaration().parameters().size();
            case CommandBody body -> "{" + printed(body.query()) + "}";
        };
    }
}
