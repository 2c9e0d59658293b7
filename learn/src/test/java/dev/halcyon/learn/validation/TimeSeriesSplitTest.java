package dev.halcyon.learn.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.learn.Seeds;
import dev.halcyon.learn.feature.InvalidDataException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeSeriesSplitTest {
    @Test
    void theOldestRowsTakeTheRemainder() {
        assertThat(new TimeSeriesSplit(3).of(10)).containsExactly(new Fold(4, 6), new Fold(6, 8), new Fold(8, 10));
    }

    @Test
    void testBlocksFollowEachOtherToTheEnd() {
        Seeds.forEach(300, random -> {
            int count = random.nextInt(2, 20);
            int rows = random.nextInt(count + 1, 5_000);
            List<Fold> folds = new TimeSeriesSplit(count).of(rows);
            assertThat(folds).hasSize(count);
            assertThat(folds.getLast().testEnd()).isEqualTo(rows);
            for (int i = 0; i < count; i++) {
                assertThat(folds.get(i).testRows()).isEqualTo(rows / (count + 1));
                if (i > 0) {
                    assertThat(folds.get(i).trainEnd())
                            .isEqualTo(folds.get(i - 1).testEnd());
                }
            }
        });
    }

    @Test
    void refusesTooFewRows() {
        assertThatThrownBy(() -> TimeSeriesSplit.DEFAULT.of(5))
                .isInstanceOfSatisfying(
                        InvalidDataException.class, e -> assertThat(e.hint()).contains("6 rows"));
    }
}
