package dev.halcyon.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.kql.syntax.parse.KqlParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors name the thing, the place and what to do (R142). */
class SyntaxErrorTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '`',
            value = {
                "T | wher a > 1 ¦ SYN0003 ¦ unknown operator 'wher' ¦ did you mean 'where'? ¦ 1:5 ¦ wher",
                "T | Where a > 1 ¦ SYN0003 ¦ unknown operator 'Where' ¦ did you mean 'where'? ¦ 1:5 ¦ Where",
                "T | project-awy a ¦ SYN0003 ¦ unknown operator 'project-awy' ¦ did you mean 'project-away'? ¦ 1:5"
                        + " ¦ project-awy",
                "T where a > 1 ¦ SYN0008 ¦ expected '|' before the operator 'where' ¦ write | where ¦ 1:3 ¦ where",
                "T | where a = 1 ¦ SYN0002 ¦ expected an operator, the end of the statement or '|' but found '='"
                        + " ¦ use == to compare ¦ 1:13 ¦ =",
                "T | where f(a ¦ SYN0009 ¦ '(' is not closed ¦ ¦ 1:12 ¦ (",
                "T | where a) ¦ SYN0009 ¦ ')' has no opening bracket ¦ ¦ 1:12 ¦ )",
                "T | where a == \"x ¦ SYN0005 ¦ the string has no closing quote ¦ close the string ¦ 1:16 ¦ \"x",
                "print \"\\d\" ¦ SYN0004 ¦ unknown escape '\\d' in the string ¦ double the backslash ¦ 1:8 ¦ \\d",
                "print int(x) ¦ SYN0004 ¦ 'int(x)' is no literal of type int ¦ toint(...) ¦ 1:7 ¦ int(x)",
                "print datetime(2020-13-01) ¦ SYN0004 ¦ is no literal of type datetime ¦ todatetime ¦ 1:7"
                        + " ¦ datetime(2020-13-01)",
                "T | extend a.b = 1 ¦ SYN0010 ¦ expected a name before '=' ¦ use == to compare ¦ 1:12 ¦ a.b",
                "print (1, 2) ¦ SYN0011 ¦ a list in parentheses ¦ ¦ 1:7 ¦ (1, 2)",
                ".show tables ¦ SYN0012 ¦ '.show' is a management command ¦ begins with a table name ¦ 1:1 ¦ .show",
                "let a = 1; .show tables ¦ SYN0012 ¦ management commands ¦ begins with a table name ¦ 1:12 ¦ .",
                ".create table T (a:'x ¦ SYN0012 ¦ '.create' is a management command ¦ begins with ¦ 1:1 ¦ .create",
                "T | extend a = ¦ SYN0002 ¦ expected an expression but found the end of the statement ¦ ¦ 1:15 ¦",
                "T | ¦ SYN0002 ¦ expected an operator behind '|' ¦ remove the bar ¦ 1:3 ¦ |",
            })
    void names(String query, String code, String message, String hint, String place, String token) {
        Diagnostic error = errors(query).getFirst();
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains(message);
        if (hint != null) {
            assertThat(error.hint()).contains(hint);
        }
        TextLocation location = TextLocation.of(query, error.span());
        assertThat(location.line() + ":" + location.column()).isEqualTo(place);
        assertThat(location.token()).isEqualTo(token == null ? "" : token);
    }

    @Test
    void everyFaultyStatementIsReported() {
        assertThat(errors("T | where a >; U | take 1; V | whre b"))
                .extracting(Diagnostic::code)
                .containsExactly("SYN0002", "SYN0003");
    }

    @Test
    void emptyTextsAreRefused() {
        for (String empty : List.of("", "  \n", "// only a comment", ";;")) {
            assertThat(errors(empty)).extracting(Diagnostic::code).containsExactly("SYN0001");
        }
    }

    @Test
    void linesAndColumnsCountFromOne() {
        String query = "T\r\n| where a > 1\n| wher b";
        TextLocation location = TextLocation.of(query, errors(query).getFirst().span());
        assertThat(location).isEqualTo(new TextLocation(3, 3, "wher"));
    }

    @Test
    void secretsStayOutOfMessages() {
        String query = "T | where a == 1 h\"my secret\"";
        assertThat(errors(query).getFirst().message()).doesNotContain("my secret");
    }

    private static List<Diagnostic> errors(String query) {
        KqlException exception = catchThrowableOfType(KqlException.class, () -> KqlParser.parse(query));
        assertThat(exception).as("%s must be refused", query).isNotNull();
        return exception.diagnostics();
    }
}
