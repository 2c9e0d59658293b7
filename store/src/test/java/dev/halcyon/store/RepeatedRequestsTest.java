package dev.halcyon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RepeatedRequestsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final RepeatedRequests requests = new RepeatedRequests(Duration.ofMinutes(10));

    @Test
    void aRequestIsKnownAgainForTheWindow() {
        assertThat(requests.begin("a", START)).isEmpty();
        requests.stored("a", 7);
        assertThat(requests.begin("a", START.plusSeconds(600)).orElseThrow()).isCompletedWithValue(7L);
        assertThat(requests.begin("a", START.plusSeconds(601))).isEmpty();
    }

    @Test
    void whoRepeatsARequestThatIsBeingStoredWaitsForIt() {
        assertThat(requests.begin("a", START)).isEmpty();
        var second = requests.begin("a", START).orElseThrow();
        assertThat(second).isNotDone();
        requests.stored("a", 3);
        assertThat(second).isCompletedWithValue(3L);
    }

    @Test
    void aFailedRequestMayBeSentAgain() {
        assertThat(requests.begin("a", START)).isEmpty();
        var second = requests.begin("a", START).orElseThrow();
        requests.failed("a", new IllegalStateException("full"));
        assertThat(second).isCompletedExceptionally();
        assertThat(requests.begin("a", START)).isEmpty();
    }

    @Test
    void withoutAWindowNothingIsRemembered() {
        RepeatedRequests none = new RepeatedRequests(Duration.ZERO);
        assertThat(none.begin("a", START)).isEmpty();
        assertThat(none.begin("a", START)).isEmpty();
    }
}
