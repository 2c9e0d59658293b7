package dev.halcyon.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TokenFilterBuilderTest {

    private static final int GROUPS = 4;
    private static final int TOKENS = 1000;

    private static TokenFilterBuilder filled(long maximumBytes) {
        TokenFilterBuilder builder = new TokenFilterBuilder(GROUPS, maximumBytes);
        for (int group = 0; group < GROUPS; group++) {
            for (int token = 0; token < TOKENS; token++) {
                builder.accept(hash(group, token));
            }
            builder.endGroup();
        }
        return builder;
    }

    private static long hash(int group, int token) {
        return new SplittableRandom(group * 1_000_000L + token).nextLong();
    }

    @Test
    void everyTokenIsFoundInItsGroup() {
        TokenFilter filter = filled(Long.MAX_VALUE).build().orElseThrow();
        for (int group = 0; group < GROUPS; group++) {
            for (int token = 0; token < TOKENS; token++) {
                assertThat(filter.groups(hash(group, token)) >>> group & 1).isEqualTo(1);
            }
        }
    }

    @Test
    void aFilterIsMadeUpToItsLargestSize() {
        long bytes = TokenFilter.bytes(GROUPS, TOKENS);
        assertThat(filled(bytes).build()).isPresent();
        assertThat(filled(bytes - 1).build()).isEmpty();
    }

    /** Otherwise one group of long rows would fill the heap. */
    @Test
    void collectingEndsInTheMiddleOfAGroupThatIsTooLarge() {
        TokenFilterBuilder builder = new TokenFilterBuilder(GROUPS, TokenFilter.bytes(GROUPS, TOKENS));
        for (int token = 0; token < TOKENS; token++) {
            builder.accept(hash(0, token));
            builder.accept(hash(0, token));
        }
        assertThat(builder.isUseful()).isTrue();
        builder.accept(hash(0, TOKENS));
        assertThat(builder.isUseful()).isFalse();
        assertThat(builder.build()).isEmpty();
    }
}
