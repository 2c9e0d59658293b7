package dev.halcyon.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The text of a statement is the program's own; names and strings are quoted, odd strings are parameters. */
class SqlWriterTest {

    private static final SqlDialect DIALECT = new SqlDialect() {
        @Override
        public String typeName(SqlType type) {
            return type.name();
        }

        @Override
        public String sequenceFunction() {
            return "sequence";
        }

        @Override
        public String rowsOfListFunction() {
            return "explode";
        }

        @Override
        public FileReader fileReader(FileFormat format, int columns, boolean skipFirst) {
            return new FileReader("*", "rows_of", ", format = " + format.name());
        }

        @Override
        public FileReader fileReader(FileSource source) {
            return new FileReader("*", "fields_of", "");
        }
    };

    @Test
    void clausesStandOnLinesOfTheirOwn() {
        SqlExpression x = new SqlExpression.Column("t", "x");
        SqlRelation.Select select = new SqlRelation.Select(
                false,
                List.of(new SqlRelation.Item(x, "x"), new SqlRelation.Item(Sql.aggregate("count"), "Count")),
                Optional.of(new SqlRelation.Table(List.of("w", "T"), "t")),
                Optional.of(Sql.and(Sql.equal(x, Sql.text("a")), Sql.or(Sql.isNull(x), Sql.TRUE))),
                List.of(x),
                List.of(new SqlOrder(x, true, false)),
                OptionalLong.of(5));
        SqlStatement statement = SqlWriter.write(select, DIALECT);
        assertThat(statement.text()).isEqualTo("""
                        SELECT "t"."x", count(*) AS "Count"
                        FROM "w"."T" AS "t"
                        WHERE "t"."x" = 'a'
                          AND ("t"."x" IS NULL OR TRUE)
                        GROUP BY 1
                        ORDER BY "t"."x" DESC NULLS LAST
                        LIMIT 5""");
        assertThat(statement.parameters()).isEmpty();
    }

    @Test
    void operatorsBindAsTheTreeSays() {
        SqlExpression one = Sql.constant(1);
        SqlExpression tree = Sql.times(Sql.minus(one, Sql.minus(one, one)), Sql.plus(one, one));
        assertThat(text(tree)).isEqualTo("(1 - (1 - 1)) * (1 + 1)");
        assertThat(text(Sql.not(Sql.and(Sql.TRUE, Sql.FALSE)))).isEqualTo("NOT (TRUE AND FALSE)");
        assertThat(text(Sql.equal(Sql.equal(one, one), Sql.TRUE))).isEqualTo("(1 = 1) = TRUE");
        assertThat(text(Sql.binary(Operator.PLUS, one, Sql.constant(-1)))).isEqualTo("1 + (-1)");
    }

    @Test
    void numbersHaveOneForm() {
        assertThat(text(Sql.constant(Long.MIN_VALUE))).isEqualTo("(-9223372036854775807 - 1)");
        assertThat(text(Sql.constant(1.5))).isEqualTo("1.5e0");
        assertThat(text(Sql.constant(-0.0))).isEqualTo("(-0.0e0)");
        assertThat(text(Sql.constant(Double.NaN))).isEqualTo("CAST('nan' AS DOUBLE)");
    }

    @Test
    void aHostileNameStaysInsideItsQuotes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        String alphabet = "\"'`;-/*\\ \tabé😀$?";
        int[] letters = alphabet.codePoints().toArray();
        for (int round = 0; round < 2_000; round++) {
            StringBuilder name = new StringBuilder();
            int length = random.nextInt(12);
            for (int index = 0; index < length; index++) {
                name.appendCodePoint(letters[random.nextInt(letters.length)]);
            }
            String quoted = SqlWriter.quote(name.toString());
            String inside = quoted.substring(1, quoted.length() - 1);
            assertThat(inside.replace("\"\"", ""))
                    .as("seed %d, name %s", seed, name)
                    .doesNotContain("\"");
            assertThat(inside.replace("\"\"", "\"")).as("seed %d", seed).isEqualTo(name.toString());
            String statement =
                    text(Sql.equal(new SqlExpression.Column("t", name.toString()), Sql.text(name.toString())));
            assertThat(statement)
                    .as("seed %d", seed)
                    .isEqualTo("\"t\"." + quoted + " = "
                            + SqlWriter.literal(name.toString()).orElse("?"));
        }
        assertThatThrownBy(() -> SqlWriter.quote("a\0b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aStringIsQuotedOrBound() {
        assertThat(SqlWriter.literal("it's; -- \\")).contains("'it''s; -- \\'");
        assertThat(SqlWriter.literal("é 日本")).contains("'é 日本'");
        assertThat(SqlWriter.literal("a\0b")).isEmpty();
        assertThat(SqlWriter.literal("a\nb")).isEmpty();
        assertThat(SqlWriter.literal("😀")).isEmpty();
        assertThat(SqlWriter.literal("x".repeat(2_000))).isEmpty();
        SqlStatement statement = SqlWriter.write(
                new SqlRelation.Select(
                        false,
                        List.of(new SqlRelation.Item(Sql.text("a\nb"), "v")),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        OptionalLong.empty()),
                DIALECT);
        assertThat(statement.parameters()).containsExactly("a\nb");
    }

    private static String text(SqlExpression expression) {
        SqlRelation.Select select = new SqlRelation.Select(
                false,
                List.of(new SqlRelation.Item(expression, "v")),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                OptionalLong.empty());
        String text = SqlWriter.write(select, DIALECT).text();
        return text.substring("SELECT ".length(), text.length() - " AS \"v\"".length());
    }
}
