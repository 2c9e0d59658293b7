package dev.halcyon.workspace.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IngestionRatesTest {

    private long now = Long.MAX_VALUE - 1;

    /** What was told of rates. */
    private static final class Told implements IngestionWarnings {
        private final List<String> rates = new ArrayList<>();

        @Override
        public void cut(String source, Set<String> fields, int bytes) {
            throw new AssertionError(source);
        }

        @Override
        public void columnsDropped(String table, Set<String> columns, int most) {
            throw new AssertionError(table);
        }

        @Override
        public void rate(long bytes, long limit, boolean refused) {
            rates.add("%d of %d%s".formatted(bytes, limit, refused ? " refused" : ""));
        }
    }

    @Test
    void fourFifthsOfTheWorkspacesAllowanceAndItsEndAreTold() {
        Told told = new Told();
        IngestionRates rates = new IngestionRates(new IngestionLimits(0, 0, 100), () -> now, told);
        rates.workspace(79);
        assertThat(told.rates).isEmpty();
        rates.body("a", 5);
        refused(() -> rates.workspace(20));
        assertThat(told.rates).containsExactly("84 of 100", "100 of 100 refused");
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static Duration refused(Runnable request) {
        ThrottledException thrown = catchThrowableOfType(ThrottledException.class, request::run);
        assertThat(thrown).isNotNull();
        return thrown.retryAfter();
    }

    @Test
    void requestsOfARuleStartAgainAfterAMinute() {
        IngestionRates rates = new IngestionRates(new IngestionLimits(2, 0, 0), () -> now, new Told());
        rates.request("a");
        pass(Duration.ofSeconds(50));
        rates.request("a");
        assertThat(refused(() -> rates.request("a"))).isEqualTo(Duration.ofSeconds(10));
        rates.request("b");
        rates.body("a", Long.MAX_VALUE);
        pass(Duration.ofSeconds(10));
        rates.request("a");
    }

    @Test
    void bytesOfARuleAndOfTheWorkspaceAreBounded() {
        IngestionRates rates = new IngestionRates(new IngestionLimits(0, 100, 150), () -> now, new Told());
        rates.body("a", 60);
        assertThat(refused(() -> rates.body("a", 60))).isEqualTo(Duration.ofMinutes(1));
        rates.body("a", 40);
        refused(() -> rates.request("a"));
        rates.request("b");
        refused(() -> rates.body("b", 60));
        refused(() -> rates.workspace(60));
        pass(Duration.ofMinutes(1));
        // More than a minute may hold goes when nothing else does.
        rates.body("c", 120);
    }

    @Test
    void withoutLimitsNothingIsCounted() {
        IngestionRates rates = new IngestionRates(
                IngestionLimits.NONE,
                () -> {
                    throw new AssertionError("nobody needs the time");
                },
                new Told());
        rates.request("a");
        rates.body("a", Long.MAX_VALUE);
        rates.workspace(Long.MAX_VALUE);
    }
}
