package dev.halcyon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bar fills as its share grows, and never beyond its ends. */
class ProgressBarTest {

    @ParameterizedTest
    @CsvSource({
        "0, 100, [........................] 0 %",
        "25, 100, [######..................] 25 %",
        "999, 1000, [#######################.] 99 %",
        "1000, 1000, [########################] 100 %",
        "1001, 1000, [########################] 100 %",
        "0, 0, [########################] 100 %"
    })
    void theBarTellsTheShare(long done, long total, String bar) {
        assertThat(ProgressBar.of(done, total)).isEqualTo(bar);
    }
}
