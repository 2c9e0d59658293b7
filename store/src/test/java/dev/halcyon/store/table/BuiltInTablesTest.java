package dev.halcyon.store.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import org.junit.jupiter.api.Test;

class BuiltInTablesTest {

    @Test
    void everyDocumentedTableIsKnown() {
        assertThat(BuiltInTables.all()).hasSize(682);
        assertThat(BuiltInTables.all().values())
                .allSatisfy(table -> assertThat(table.schema().columns())
                        .contains(StandardColumns.TIME_GENERATED, StandardColumns.TYPE, StandardColumns.TENANT_ID));
    }

    @Test
    void usageHasItsDocumentedColumnsAndTheStandardOnes() {
        TableSchema usage = CatalogSnapshot.builtIn().table("Usage").orElseThrow();
        assertThat(usage.columns())
                .startsWith(StandardColumns.TENANT_ID, StandardColumns.SOURCE_SYSTEM, StandardColumns.TIME_GENERATED)
                .contains(
                        new Column("Quantity", ScalarType.REAL),
                        new Column("DataType", ScalarType.STRING),
                        new Column("IsBillable", ScalarType.BOOL),
                        StandardColumns.ITEM_ID);
        assertThat(usage.hidden())
                .contains("_TimeReceived", "_ItemId", "_BilledSize")
                .doesNotContain("Type");
    }

    @Test
    void columnsMayDifferByLetterCaseOnly() {
        TableSchema diagnostics =
                CatalogSnapshot.builtIn().table("AzureDiagnostics").orElseThrow();
        assertThat(diagnostics.columns().stream().map(Column::name)).contains("clientIP_s", "clientIp_s");
    }
}
