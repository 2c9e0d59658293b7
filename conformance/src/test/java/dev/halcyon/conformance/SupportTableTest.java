package dev.halcyon.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.conformance.support.SupportTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/functions.md says what the engine does. */
class SupportTableTest {

    private static final Path FILE = Path.of("../docs/functions.md");

    @Test
    void theTableInDocsIsCurrent() throws IOException {
        String current = SupportTable.text();
        if (Boolean.getBoolean("halcyon.updateDocs")) {
            Files.writeString(FILE, current);
        }
        assertThat(Files.readString(FILE))
                .as("regenerate with: ./mvnw -pl conformance -am test -Dtest=SupportTableTest "
                        + "-Dsurefire.failIfNoSpecifiedTests=false -Dhalcyon.updateDocs=true")
                .isEqualTo(current);
    }

    @Test
    void everyOperatorIsProbedByAQueryThatParses() {
        assertThat(SupportTable.probes()).hasSizeGreaterThan(40);
    }
}
