package dev.halcyon.workspace.access.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.kql.bind.RowRestriction;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    private static final String ACTION = "ActionMatches{'Microsoft.OperationalInsights/workspaces/tables/data/read'}";
    private static final String TABLE = "@Resource[Microsoft.OperationalInsights/workspaces/tables:name]";
    private static final TableSchema FIREWALL = new TableSchema(
            "Firewall_CL",
            List.of(
                    new Column("Vendor", ScalarType.STRING),
                    new Column("Site", ScalarType.STRING),
                    new Column("Bytes", ScalarType.LONG),
                    new Column("Fields", ScalarType.DYNAMIC)),
            Set.of());

    private static String column(String name) {
        return "@Resource[Microsoft.OperationalInsights/workspaces/tables/record:%s<$key_case_sensitive$>]"
                .formatted(name);
    }

    private static Condition condition(String text) {
        return Condition.of(text, ConditionTest::matches);
    }

    private static boolean matches(String pattern, String action) {
        return pattern.equalsIgnoreCase(action) || pattern.equals("*");
    }

    /** The rows of the firewall table that an expression behind the usual first half lets through, as KQL. */
    private static String rows(String expression) {
        return kql(condition("((!(%s)) OR (%s))".formatted(ACTION, expression)).rows(FIREWALL));
    }

    private static String kql(RowRestriction restriction) {
        return switch (restriction) {
            case RowRestriction.All(List<RowRestriction> parts) ->
                parts.stream().map(ConditionTest::kql).collect(Collectors.joining(" and ", "(", ")"));
            case RowRestriction.Any(List<RowRestriction> parts) ->
                parts.stream().map(ConditionTest::kql).collect(Collectors.joining(" or ", "[", "]"));
            case RowRestriction.Comparison comparison ->
                "%s %s '%s'"
                        .formatted(comparison.column(), comparison.operator().kql(), comparison.text());
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StringEquals 'x'                                      | Vendor == 'x'
            StringNotEquals 'x'                                   | Vendor != 'x'
            StringEqualsIgnoreCase {'x'}                          | Vendor =~ 'x'
            stringnotequalsignorecase 'x'                         | Vendor !~ 'x'
            StringLike 'two words'                                | Vendor has_cs 'two words'
            StringLikeIgnoreCase 'x'                              | Vendor has 'x'
            StringNotLike 'x'                                     | Vendor !has_cs 'x'
            StringNotLikeIgnoreCase 'x'                           | Vendor !has 'x'
            StringLike 'x*'                                       | Vendor startswith_cs 'x'
            StringNotLikeIgnoreCase 'x*'                          | Vendor !startswith 'x'
            StringStartsWith 'x'                                  | Vendor startswith_cs 'x'
            StringStartsWithIgnoreCase 'x'                        | Vendor startswith 'x'
            StringNotStartsWith 'x'                               | Vendor !startswith_cs 'x'
            ForAnyOfAnyValues:StringEquals {'x', 'y'}             | [Vendor == 'x' or Vendor == 'y']
            ForAllOfAnyValues:StringEqualsIgnoreCase {'x', 'y'}   | [Vendor =~ 'x' or Vendor =~ 'y']
            ForAnyOfAnyValues:StringLikeIgnoreCase {'x', 'y'}     | [Vendor has 'x' or Vendor has 'y']
            ForAnyOfAllValues:StringNotEquals {'x', 'y'}          | (Vendor != 'x' and Vendor != 'y')
            ForAllOfAllValues:StringNotEqualsIgnoreCase {'x','y'} | (Vendor !~ 'x' and Vendor !~ 'y')
            ForAnyOfAnyValues:StringNotEquals 'x'                 | Vendor != 'x'
            StringEquals 'it\\'s \\\\'                            | Vendor == 'it's \\'
            """, quoteCharacter = '"')
    void operatorsAreThoseOfKql(String comparison, String expected) {
        assertThat(rows(column("Vendor") + " " + comparison)).isEqualTo(expected);
    }

    @Test
    void partsAreCombined() {
        String vendor = column("Vendor") + " StringEquals 'x'";
        String site = column("Site") + " StringLike 'y'";
        assertThat(rows(vendor + " AND " + site)).isEqualTo("(Vendor == 'x' and Site has_cs 'y')");
        assertThat(rows(vendor + " || " + site)).isEqualTo("[Vendor == 'x' or Site has_cs 'y']");
        assertThat(rows("!(%s && %s)".formatted(vendor, site))).isEqualTo("[Vendor != 'x' or Site !has_cs 'y']");
        assertThat(rows("NOT (%s or !(%s))".formatted(vendor, site))).isEqualTo("(Vendor != 'x' and Site has_cs 'y')");
        assertThat(rows("NOT " + column("Vendor") + " ForAnyOfAnyValues:StringEquals {'x','y'}"))
                .isEqualTo("(Vendor != 'x' and Vendor != 'y')");
    }

    @Test
    void namesOfTablesAreDecidedBeforeRowsAreRead() {
        String vendor = column("Vendor") + " StringEquals 'x'";
        assertThat(rows(TABLE + " StringEquals 'Firewall_CL' AND " + vendor)).isEqualTo("Vendor == 'x'");
        assertThat(rows(TABLE + " StringEquals 'firewall_cl' AND " + vendor)).isEqualTo("[]");
        assertThat(rows(TABLE + " StringEqualsIgnoreCase 'firewall_cl'")).isEqualTo("()");
        assertThat(rows(TABLE + " StringLike 'Firewall'")).isEqualTo("()");
        assertThat(rows(TABLE + " StringLike 'Fire'")).isEqualTo("[]");
        assertThat(rows(TABLE + " StringLike 'Fire*'")).isEqualTo("()");
        assertThat(rows(TABLE + " ForAnyOfAllValues:StringNotEquals {'A', 'B'} OR " + vendor))
                .isEqualTo("()");
        assertThat(rows(TABLE + " ForAnyOfAllValues:StringNotEquals {'A', 'Firewall_CL'} OR " + vendor))
                .isEqualTo("Vendor == 'x'");
    }

    /** Whatever the comparison: a mistake in a name must not open a table. */
    @Test
    void aColumnThatIsMissingOrNoTextLetsNothingThrough() {
        for (String name : List.of("Nothing", "vendor", "Bytes", "Fields")) {
            assertThat(rows(column(name) + " StringEquals 'x'")).isEqualTo("[]");
            assertThat(rows(column(name) + " StringNotEquals 'x'")).isEqualTo("[]");
            assertThat(rows("!(" + column(name) + " StringEquals 'x')")).isEqualTo("[]");
        }
    }

    @Test
    void otherActionsAreNotRestrictedByWhatIsSaidOfRows() {
        String query = "Microsoft.OperationalInsights/workspaces/query/read";
        String comparison = column("Vendor") + " StringNotEquals 'x'";
        assertThat(condition("(!(%s)) OR (%s)".formatted(ACTION, comparison)).allows(query))
                .isTrue();
        // Without the first half it speaks of every action, and attributes of rows are not known there.
        assertThat(condition(comparison).allows(query)).isFalse();
        assertThat(condition("!(" + comparison + ")").allows(query)).isFalse();
    }

    @Test
    void severalConditionsInOne() {
        String first = "((!(%s)) OR (%s StringEquals 'x'))".formatted(ACTION, column("Vendor"));
        String second = "((!(%s)) OR (%s StringEquals 'y'))".formatted(ACTION, column("Site"));
        assertThat(kql(condition(first + "\n AND\r\n\t" + second).rows(FIREWALL)))
                .isEqualTo("(Vendor == 'x' and Site == 'y')");
    }

    @Test
    void whatIsNoConditionIsRefused() {
        refused("", 1, "found the end where");
        refused("()", 2, "found ')'");
        refused("(((", 4, "found the end where");
        refused(")", 1, "found ')'");
        refused("StringEquals 'x'", 1, "found 'StringEquals'");
        refused("AND", 1, "found 'AND'");
        refused("ActionMatches", 14, "{ is missing before the end");
        refused("ActionMatches{}", 15, "one quoted action");
    }

    private static void refused(String text, int position, String message) {
        assertThatThrownBy(() -> condition(text))
                .as(text)
                .isInstanceOfSatisfying(
                        ConditionException.class,
                        failure -> assertThat(failure.position() + 1).isEqualTo(position))
                .hasMessageContaining(message);
    }

    @Test
    void mistakesAreRefusedWhereTheyStand() {
        String vendor = column("Vendor");
        int behind = vendor.length() + 2;
        refused(vendor, behind - 1, "an operator");
        refused(vendor + " 'x'", behind, "an operator");
        refused(vendor + " NumericEquals 1", behind, "'NumericEquals' is not supported");
        refused(vendor + " ForAnyOfAnyValues:GuidEquals {'x'}", behind, "is not supported");
        refused(vendor + " StringEquals", behind + 12, "a value is a quoted text");
        refused(vendor + " StringEquals x", behind + 13, "a value is a quoted text");
        refused(vendor + " StringEquals {'x' 'y'}", behind + 18, "} is missing");
        refused(vendor + " StringEquals {}", behind + 14, "found '}'");
        refused(vendor + " StringEquals {'x', 'y'}", behind, "takes one value");
        refused(vendor + " ForAnyOfAnyValues:StringNotEquals {'x', 'y'}", behind, "is true of every text");
        refused(vendor + " StringEquals 'x", behind + 13, "does not end");
        refused(vendor + " StringEquals 'x\\n'", behind + 15, "a backslash");
        refused(vendor + " StringLike 'a*b'", behind + 11, "of wildcards");
        refused(vendor + " StringLike '?'", behind + 11, "of wildcards");
        refused(vendor + " StringLike '*'", behind + 11, "every text has the empty one");
        refused(vendor + " StringStartsWith ''", behind + 17, "every text has the empty one");
        refused("(" + vendor + " StringEquals 'x'", behind + 17, "position 1 is open");
        refused(vendor + " StringEquals 'x')", behind + 16, "closes nothing");
        refused(vendor + " StringEquals 'x' " + vendor, behind + 17, "should end before");
        String x = vendor + " StringEquals 'x'";
        refused(x + " AND " + x + " OR " + x, 2 * x.length() + 7, "side by side");
        refused(x + " ; " + x, x.length() + 2, "has no meaning");
    }

    @Test
    void whatIsNotKnownIsRefused() {
        refused("@Request[a:b] StringEquals 'x'", 1, "@Request are not supported");
        refused("@Resource[Microsoft.Storage/storageAccounts:name] StringEquals 'x'", 1, "is not known");
        refused(column("a b") + " StringEquals 'x'", 1, "is not known");
        refused(column("") + " StringEquals 'x'", 1, "is not known");
        refused("@Resource", 1, "@Resource[NAME]");
        refused("@Resource[x", 1, "@Resource[NAME]");
        refused("SubOperationMatches{'x'}", 1, "not supported");
        refused("Exists " + TABLE, 1, "not supported");
        refused("true", 1, "found 'true'");
        // Its negation would be true of every read.
        refused(
                "!(ActionMatches{'Microsoft.OperationalInsights/workspaces/tables/data/raed'})",
                17,
                "this action is not");
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 4_000})
    void whatIsNestedTooDeeplyIsRefused(int depth) {
        assertThatThrownBy(() -> condition("(".repeat(depth))).isInstanceOf(ConditionException.class);
        assertThat(condition("!".repeat(4_000) + ACTION).rows(FIREWALL).isEveryRow())
                .isTrue();
    }

    @Test
    void whatIsTooLongIsRefused() {
        assertThatThrownBy(() -> condition(ACTION + " ".repeat(8_192))).hasMessageContaining("at most 8192");
        String values = "'1',".repeat(1_200) + "'1'";
        assertThatThrownBy(() -> condition(column("Vendor") + " ForAnyOfAnyValues:StringEquals {" + values + "}"))
                .hasMessageContaining("more than 1000 values");
    }

    @Test
    void whatWasStoredAndIsNotUnderstoodAnyMoreLetsNothingThrough() {
        Condition stored = Condition.stored("something of a later release", ConditionTest::matches);
        assertThat(stored.rows(FIREWALL).isNoRow()).isTrue();
        assertThat(stored.allows("Microsoft.OperationalInsights/workspaces/query/read"))
                .isFalse();
        assertThat(stored.text()).isEqualTo("something of a later release");
    }
}
