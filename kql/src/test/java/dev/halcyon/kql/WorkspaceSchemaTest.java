package dev.halcyon.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Columns and tables that a query names but a list of some of a workspace's tables does not hold. */
class WorkspaceSchemaTest {
    private static final KqlSchema CLOSED = KqlSchema.of(List.of(
            table("Alpha", column("When", ScalarType.DATETIME), column("State", ScalarType.STRING)),
            table("Beta", column("When", ScalarType.DATETIME), column("State", ScalarType.STRING)),
            table("Doors_CL", column("When", ScalarType.DATETIME), column("door_s", ScalarType.STRING)),
            table("Gamma", column("When", ScalarType.STRING), column("State", ScalarType.LONG)),
            table("ASimDnsActivityLogs", column("DnsQuery", ScalarType.STRING)),
            table("Bags", column("bag", ScalarType.DYNAMIC), column("key", ScalarType.STRING))));
    private static final KqlSchema WORKSPACE = CLOSED.ofWorkspace();

    private static TableSchema table(String name, Column... columns) {
        return TableSchema.of(name, columns);
    }

    private static Column column(String name, ScalarType type) {
        return new Column(name, type);
    }

    private static String columns(String query) {
        BoundQuery bound = Kql.bind(query, WORKSPACE);
        assertThat(bound.errors()).as(query).isEmpty();
        return String.join(
                " ",
                bound.columns().stream()
                        .map(column -> column.name() + ":" + column.typeName())
                        .toList());
    }

    private static boolean binds(String query, KqlSchema schema) {
        return Kql.bind(query, schema).ok();
    }

    @Test
    void aRenamedColumnThatNoSchemaListsKeepsItsNewName() {
        assertThat(columns("Doors_CL | project-rename floor = floor_d | project floor, door_s"))
                .isEqualTo("floor:unknown door_s:string");
        assertThat(binds("Doors_CL | project-rename floor = floor_d", CLOSED)).isFalse();
    }

    @Test
    void theTypeOfAValueIsUnknownWhereItHangsOnOne() {
        assertThat(
                        columns(
                                "Doors_CL | project a = bin(at_t, 1d), b = strlen(at_t), c = at_t - When, d = iff(true, at_t, '')"))
                .isEqualTo("a:unknown b:long c:timespan d:unknown");
        assertThat(columns("Doors_CL | make-series n = count() on at_t step 1h by door_s"))
                .isEqualTo("door_s:string n:dynamic at_t:dynamic");
    }

    @Test
    void aColumnOfUnknownTypeStandsApartUntilTwoLegsAgreeOnTheType() {
        assertThat(columns("union (Doors_CL | project level_s), (Alpha | project level_s = State)"))
                .isEqualTo("level_s_unknown:unknown level_s_string:string");
        assertThat(
                        columns(
                                "union (Alpha | project a = State), (Beta | project a = State), (Doors_CL | project a = level_s)"))
                .isEqualTo("a:string");
    }

    @Test
    void theNameOfColumnsOfKnownAndUnknownTypeMeansBoth() {
        assertThat(
                        columns(
                                "union (Doors_CL | project level_s), (Alpha | project level_s = State) | summarize count() by level_s"))
                .isEqualTo("level_s:unknown count_:long");
    }

    @Test
    void aPatternIsNotLedAstrayByTablesThatWereNeverInstalledTogether() {
        assertThat(columns("union * | where When > ago(1d) | summarize by When, State"))
                .isEqualTo("When:datetime State:string");
        assertThat(columns("search When > ago(1d) and floor_d == 3 | summarize by floor_d"))
                .isEqualTo("floor_d:unknown");
        assertThat(binds("union * | where When > ago(1d)", CLOSED)).isFalse();
        assertThat(binds("search floor_d == 3", CLOSED)).isFalse();
    }

    @Test
    void aParserGivesWhatTheTableOfItsSchemaHasAndMayGiveMore() {
        assertThat(columns("_Im_Dns(domain_has_any = dynamic(['a'])) | project DnsQuery, Rare"))
                .isEqualTo("DnsQuery:string Rare:unknown");
        assertThat(binds("ASimDnsActivityLogs | project Rare", WORKSPACE)).isFalse();
    }

    @Test
    void whatPivotAndBagUnpackMayGiveIsPartOfTheirResult() {
        assertThat(columns("Bags | evaluate bag_unpack(bag) | where colour == 'red'"))
                .isEqualTo("key:string colour:unknown");
        assertThat(columns(
                        "Bags | project key | evaluate pivot(key, count()) | summarize arg_max(red, *) | project blue"))
                .isEqualTo("blue:unknown");
    }
}
