package dev.halcyon.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.syntax.LiteralValue.BoolValue;
import dev.halcyon.kql.syntax.LiteralValue.DatetimeNow;
import dev.halcyon.kql.syntax.LiteralValue.DecimalValue;
import dev.halcyon.kql.syntax.LiteralValue.DynamicValue;
import dev.halcyon.kql.syntax.LiteralValue.GuidValue;
import dev.halcyon.kql.syntax.LiteralValue.IntValue;
import dev.halcyon.kql.syntax.LiteralValue.LongValue;
import dev.halcyon.kql.syntax.LiteralValue.NullValue;
import dev.halcyon.kql.syntax.LiteralValue.RealValue;
import dev.halcyon.kql.syntax.LiteralValue.StringValue;
import dev.halcyon.kql.syntax.LiteralValue.TimespanValue;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Ticks;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Literals of every form (R3 to R7). */
class LiteralTest {
    private static LiteralValue value(String text) {
        Query query = KqlParser.parse("print " + text);
        ExpressionStatement statement = (ExpressionStatement) query.statements().getFirst();
        PipeExpression pipe = (PipeExpression) statement.expression();
        PrintOperator print = (PrintOperator) pipe.operators().getFirst();
        return ((LiteralExpression) print.expressions().getFirst()).value();
    }

    @Test
    void strings() {
        assertThat(value("'a\\n\\t\\\\\\'\\u0041'")).isEqualTo(new StringValue("a\n\t\\'A", false));
        assertThat(value("@\"a\\b\"\"c\"")).isEqualTo(new StringValue("a\\b\"c", false));
        assertThat(value("@'it''s'")).isEqualTo(new StringValue("it's", false));
        assertThat(value("```a\n\"b\" `c` ```")).isEqualTo(new StringValue("a\n\"b\" `c` ", false));
        assertThat(value("~~~x\ny~~~")).isEqualTo(new StringValue("x\ny", false));
        assertThat(value("h'secret'")).isEqualTo(new StringValue("secret", true));
        assertThat(value("H@\"a\\b\"")).isEqualTo(new StringValue("a\\b", true));
        assertThat(value("'a' // comment\n \"b\" @'c'")).isEqualTo(new StringValue("abc", false));
        assertThat(value("'//no comment'")).isEqualTo(new StringValue("//no comment", false));
        assertThat(value("'😀'")).isEqualTo(new StringValue("😀", false));
        assertThat(value("h'secret'").toString()).doesNotContain("=secret").doesNotContain("[secret,");
    }

    @Test
    void numbers() {
        assertThat(value("5")).isEqualTo(new LongValue(5));
        assertThat(value("0x1F")).isEqualTo(new LongValue(31));
        assertThat(value("0xFFFFFFFFFFFFFFFF")).isEqualTo(new LongValue(-1));
        assertThat(value("-9223372036854775808")).isEqualTo(new LongValue(Long.MIN_VALUE));
        assertThat(value("1.5")).isEqualTo(new RealValue(1.5));
        assertThat(value("1000.")).isEqualTo(new RealValue(1000));
        assertThat(KqlParser.parseExpression("2. * 3.")).isInstanceOf(BinaryExpression.class);
        assertThat(KqlParser.parseExpression("a[0].b")).isInstanceOf(PathExpression.class);
        assertThat(value("1e3")).isEqualTo(new RealValue(1000));
        assertThat(value("int(-5)")).isEqualTo(new IntValue(-5));
        assertThat(value("long( 7 )")).isEqualTo(new LongValue(7));
        assertThat(value("real(nan)")).isEqualTo(new RealValue(Double.NaN));
        assertThat(value("real(+inf)")).isEqualTo(new RealValue(Double.POSITIVE_INFINITY));
        assertThat(value("real(-inf)")).isEqualTo(new RealValue(Double.NEGATIVE_INFINITY));
        assertThat(value("double(1e-2)")).isEqualTo(new RealValue(0.01));
        assertThat(value("decimal(1.50)")).isEqualTo(new DecimalValue(new BigDecimal("1.50")));
        assertThat(value("bool(1)")).isEqualTo(new BoolValue(true));
        assertThat(value("False")).isEqualTo(new BoolValue(false));
    }

    @ParameterizedTest
    @CsvSource({
        "2d, 1728000000000",
        "1.5h, 54000000000",
        "30m, 18000000000",
        "10s, 100000000",
        "100ms, 1000000",
        "10microsecond, 100",
        "1tick, 1",
        "250nanoseconds, 2",
        "0d, 0",
        "timespan(2), 1728000000000",
        "timespan(15 seconds), 150000000",
        "timespan(0.12:34:56.7), 452967000000",
        "time(1.02:03:04), 937840000000",
        "timespan(-00:00:01), -10000000",
        "time(3h), 108000000000",
    })
    void timespans(String text, long ticks) {
        assertThat(value(text)).isEqualTo(new TimespanValue(ticks));
    }

    @Test
    void othersAndNulls() {
        assertThat(value("datetime()")).isEqualTo(new DatetimeNow());
        assertThat(value("datetime(1970-01-01)")).isEqualTo(new LiteralValue.DatetimeValue(Ticks.UNIX_EPOCH));
        assertThat(value("guid(74be27de-1e4e-49d9-b579-fe0b331d3642)"))
                .isEqualTo(new GuidValue(UUID.fromString("74be27de-1e4e-49d9-b579-fe0b331d3642")));
        assertThat(value("int(null)")).isEqualTo(new NullValue(ScalarLiteralKind.INT));
        assertThat(value("date(null)")).isEqualTo(new NullValue(ScalarLiteralKind.DATETIME));
        assertThat(value("dynamic(null)")).isEqualTo(new NullValue(ScalarLiteralKind.DYNAMIC));
    }

    @Test
    void dynamicHoldsJsonAndLiterals() {
        DynamicLiteral expected = new DynamicLiteral.Bag(List.of(
                new DynamicLiteral.Property(
                        "a",
                        new DynamicLiteral.Array(List.of(
                                new DynamicLiteral.Scalar(new LongValue(-1)),
                                new DynamicLiteral.Scalar(new RealValue(2.5)),
                                new DynamicLiteral.Null(),
                                new DynamicLiteral.Scalar(new BoolValue(true))))),
                new DynamicLiteral.Property(
                        "t", new DynamicLiteral.Scalar(new LiteralValue.DatetimeValue(Ticks.UNIX_EPOCH))),
                new DynamicLiteral.Property("s", new DynamicLiteral.Scalar(new StringValue("x/y", false)))));
        assertThat(value("dynamic({\"a\": [-1, 2.5, null, true], 't': datetime(1970-01-01), \"s\": \"x\\/y\"})"))
                .isEqualTo(new DynamicValue(expected));
    }

    @Test
    void rangesOfNumbersAndTimespansAreNoNumbers() {
        for (String range : List.of("1..5", "1 .. 5", "1d..2d", "1.5..2.5", "1.5h..2h")) {
            assertThat(KqlParser.parseExpression("x between (" + range + ")")).isInstanceOf(BetweenExpression.class);
        }
    }
}
