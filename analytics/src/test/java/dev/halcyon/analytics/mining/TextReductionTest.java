package dev.halcyon.analytics.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextReductionTest {

    @Test
    void reductionOfRecordedTexts() {
        Map<String, Long> foo = new HashMap<>();
        IntStream.rangeClosed(1, 10).forEach(number -> foo.put("fooZ" + number, 1L));
        assertThat(TextReduction.of(foo, new HashMap<>(), 0.1, "", TextReductionTest::nothing))
                .containsExactly(new TextReduction.Reduced("others", 10, ""));
        assertThat(TextReduction.of(foo, new HashMap<>(), 0.1, "Z", TextReductionTest::nothing))
                .containsExactly(new TextReduction.Reduced("foo*", 10, "fooZ1"));
        Map<String, Long> digits = new HashMap<>();
        IntStream.range(0, 10).forEach(number -> digits.put("MachineLearningX" + number, 100L));
        assertThat(TextReduction.of(digits, new HashMap<>(), 0.001, "X", TextReductionTest::nothing))
                .containsExactly(new TextReduction.Reduced("MachineLearning*", 1000, "MachineLearningX0"));
        assertThat(TextReduction.of(digits, new HashMap<>(), 0.9, "X", TextReductionTest::nothing))
                .hasSize(10)
                .allMatch(each -> each.pattern().equals("MachineLearning*") && each.count() == 100);
    }

    @Test
    void reductionGroupsMessagesOfOneTemplate() {
        Map<String, Long> counts = new HashMap<>();
        for (int number = 0; number < 50; number++) {
            counts.put("user u%dx logged in from host%dy".formatted(number, number), 1L);
            counts.put("disk /dev/sd%c is full".formatted((char) ('a' + number % 26)), 2L);
        }
        Map<String, String> patterns = new HashMap<>();
        assertThat(TextReduction.of(counts, patterns, 0.5, "", TextReductionTest::nothing))
                .extracting(TextReduction.Reduced::pattern)
                .containsExactlyInAnyOrder("user * logged in from *", "disk /dev/* is full");
        assertThat(patterns).hasSameSizeAs(counts);
    }

    /** The searches are never stopped. */
    private static void nothing() {}
}
