package dev.halcyon.store.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.table.TableException.Reason;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNamesTest {

    private static final DeclaredColumn TIME = new DeclaredColumn("TimeGenerated", ScalarType.DATETIME, "");

    @Test
    void theTutorialsTableIsFine() {
        assertThatCode(() -> TableNames.check(table("Anomalies_CL", TIME))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anomalies", "1Anomalies_CL", "Ano-malies_CL", "_CL", "Ünomalies_CL"})
    void badTableNamesAreRefused(String name) {
        assertThat(reason(table(name, TIME))).isEqualTo(Reason.INVALID_NAME);
    }

    @Test
    void aNameOfMoreThan45CharactersIsRefused() {
        assertThat(reason(table("A".repeat(43) + "_CL", TIME))).isEqualTo(Reason.INVALID_NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TenantId", "Type", "id", "UniqueId", "Title", "_ResourceId", "_ItemId", "with blank", ""})
    void badColumnNamesAreRefused(String name) {
        assertThat(reason(table("T_CL", TIME, new DeclaredColumn(name, ScalarType.STRING, ""))))
                .isEqualTo(Reason.INVALID_COLUMN);
    }

    @Test
    void timeGeneratedIsNeededAndTypesAreLimited() {
        assertThat(reason(table("T_CL", new DeclaredColumn("A", ScalarType.LONG, ""))))
                .isEqualTo(Reason.INVALID_COLUMN);
        assertThat(reason(table("T_CL", new DeclaredColumn("TimeGenerated", ScalarType.STRING, ""))))
                .isEqualTo(Reason.INVALID_COLUMN);
        assertThat(reason(table("T_CL", TIME, new DeclaredColumn("A", ScalarType.DECIMAL, ""))))
                .isEqualTo(Reason.INVALID_COLUMN);
    }

    @Test
    void moreThan500ColumnsAreRefused() {
        DeclaredColumn[] columns = Stream.concat(
                        Stream.of(TIME),
                        IntStream.range(0, 500).mapToObj(i -> new DeclaredColumn("C" + i, ScalarType.LONG, "")))
                .toArray(DeclaredColumn[]::new);
        assertThat(reason(table("T_CL", columns))).isEqualTo(Reason.TOO_MANY_COLUMNS);
    }

    private static Reason reason(TableDefinition table) {
        return catchThrowableOfType(TableException.class, () -> TableNames.check(table))
                .reason();
    }

    private static TableDefinition table(String name, DeclaredColumn... columns) {
        return TableDefinition.custom(name, "", List.of(columns));
    }
}
