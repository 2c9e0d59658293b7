package dev.halcyon.store.extent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.TableDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExtentOptionsTest {

    private static TableSchema table(String name) {
        return TableDefinition.custom(
                        name,
                        "",
                        List.of(
                                new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, ""),
                                new DeclaredColumn("Message", ScalarType.STRING, ""),
                                new DeclaredColumn("Bag", ScalarType.DYNAMIC, "")))
                .schema();
    }

    @Test
    void everyTextThatShowsIsIndexed() {
        assertThat(ExtentOptions.STANDARD.layout(table("A_CL")).indexed()).contains("Message", "Bag");
        assertThat(ExtentOptions.STANDARD.layout(table("A_CL")).indexed()).doesNotContain("TimeGenerated", "_ItemId");
    }

    @Test
    void tablesColumnsOrTheWholeIndexAreLeftOut() {
        ExtentOptions options = ExtentOptions.STANDARD.withIndex(0.05, Set.of("A_CL.Bag", "B_CL"));
        assertThat(options.layout(table("A_CL")).indexed()).contains("Message").doesNotContain("Bag");
        assertThat(options.layout(table("A_CL")).indexShare()).isEqualTo(0.05);
        assertThat(options.layout(table("B_CL")).indexed()).isEmpty();
        assertThat(options.layout(table("C_CL")).indexed()).contains("Message", "Bag");
        assertThat(ExtentOptions.STANDARD
                        .withIndex(0, Set.of())
                        .layout(table("A_CL"))
                        .indexed())
                .isEmpty();
    }
}
