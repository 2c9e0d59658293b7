package dev.halcyon.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.assist.Completion;
import dev.halcyon.kql.assist.Completion.Kind;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completion, hover, advice. A bar marks the place: §. */
class AssistTest {
    private static final KqlSchema SCHEMA = KqlSchema.of(List.of(
            TableSchema.of(
                    "Logins",
                    new Column("TimeGenerated", ScalarType.DATETIME),
                    new Column("User", ScalarType.STRING),
                    new Column("Failures", ScalarType.LONG)),
            TableSchema.of("Machines", new Column("Host", ScalarType.STRING))));

    private static List<Completion> complete(String marked) {
        int offset = marked.indexOf('§');
        return Kql.complete(marked.replace("§", ""), offset, SCHEMA);
    }

    private static List<String> labels(String marked) {
        return complete(marked).stream().map(Completion::label).toList();
    }

    @Test
    void operatorsBehindAPipe() {
        assertThat(labels("Logins | §")).contains("where", "summarize", "join").doesNotContain("User");
        assertThat(labels("Logins | pro§").getFirst()).startsWith("project");
    }

    @Test
    void columnsInScope() {
        assertThat(complete("Logins | where §"))
                .contains(new Completion("Failures", Kind.COLUMN, "long"))
                .noneMatch(proposal -> proposal.label().equals("Host"));
        assertThat(labels("Logins | summarize Worst = max(Failures) by User | where Wo§"))
                .first()
                .isEqualTo("Worst");
        assertThat(labels("Logins | join kind=inner (Machines | where §"))
                .contains("Host")
                .doesNotContain("User");
        assertThat(labels("let Bad = Logins | where § | take 1;")).contains("Failures");
    }

    @Test
    void tablesKindsChartsAndFunctions() {
        assertThat(labels("Log§")).contains("Logins");
        assertThat(labels("let Known = Machines;\n§")).contains("Known", "Logins", "let");
        assertThat(labels("Logins | join kind=§")).contains("leftanti").doesNotContain("User");
        assertThat(labels("Logins | render §")).contains("timechart");
        assertThat(complete("Logins | summarize arg§"))
                .anyMatch(proposal ->
                        proposal.label().equals("arg_max") && proposal.detail().contains("arg_max("));
        assertThat(labels("Logins | where User has \"a§")).isEmpty();
        assertThat(labels("Logins // a rem§")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Log§ins                                   | table Logins
                    Logins ¦ wh§ere Failures > 1              | operator where
                    Logins ¦ where Fail§ures > 1              | Failures: long
                    Logins ¦ where str§len(User) > 1          | scalar function strlen(
                    Logins ¦ summarize cou§nt() by User       | aggregate function count(
                    """)
    void hover(String marked, String title) {
        String text = marked.replace('¦', '|');
        int offset = text.indexOf('§');
        assertThat(Kql.hover(text.replace("§", ""), offset, SCHEMA))
                .hasValueSatisfying(hover -> assertThat(hover.title()).startsWith(title));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
                    Logins | take 5                                                                ! COST001
                    Logins | where TimeGenerated > ago(1d) | take 5                                !
                    let L = Logins; L | where TimeGenerated > ago(1d) | take 5                     !
                    search "x"                                                                     ! COST002
                    union * | count                                                                ! COST002
                    Machines | where Host contains "alpha"                                         ! COST003
                    Machines | where Host contains "al-pha"                                        !
                    Machines | project Host | extend k=1 | join (Machines | project Host | extend k=1) on k ! COST004
                    Machines | sort by Host                                                        ! COST005
                    Machines | sort by Host | take 3                                               !
                    Machines | where Host == "a" | join (Machines) on Host                         ! COST006
                    Machines | where tolower(Host) == "a"                                          ! COST007
                    """)
    void advice(String query, String code) {
        List<String> codes = Kql.lint(query, SCHEMA).stream()
                .map(Diagnostic::code)
                .distinct()
                .toList();
        assertThat(codes).isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void nothingThrowsForUnfinishedTexts() {
        String text =
                "let a = 5; Logins | where User in ('x', \"y\") and (Failures > a | summarize count() by bin(TimeGenerated, 1h)";
        for (int end = 0; end <= text.length(); end++) {
            String part = text.substring(0, end);
            for (int offset = 0; offset <= end; offset += 7) {
                assertThat(Kql.complete(part, offset, SCHEMA)).isNotNull();
                assertThat(Kql.hover(part, offset, SCHEMA)).isNotNull();
            }
        }
    }
}
