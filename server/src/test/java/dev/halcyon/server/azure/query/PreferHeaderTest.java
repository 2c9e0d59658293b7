package dev.halcyon.server.azure.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.workspace.query.QueryLimits;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreferHeaderTest {

    @Test
    void tokensComeInAnyOrderAndSeparation() {
        PreferHeader expected = new PreferHeader(Optional.of(Duration.ofSeconds(30)), true, true, false, false);
        assertThat(PreferHeader.parse("wait=30,include-statistics=true,include-render=true"))
                .isEqualTo(expected);
        assertThat(PreferHeader.parse(
                        "include-render=true; include-statistics=true; wait=30; ai.response-thinning=false"))
                .isEqualTo(expected);
        assertThat(PreferHeader.parse("Include-DataSources=true, include-permissions=true"))
                .isEqualTo(new PreferHeader(Optional.empty(), false, false, true, true));
    }

    @Test
    void waitIsBounded() {
        assertThat(runTime("wait=6000")).isEqualTo(Duration.ofMinutes(10));
        assertThat(runTime("wait=0")).isEqualTo(Duration.ofSeconds(1));
        assertThat(runTime("wait=soon")).isEqualTo(Duration.ofMinutes(3));
        assertThat(runTime("")).isEqualTo(Duration.ofMinutes(3));
    }

    private static Duration runTime(String header) {
        return QueryLimits.STANDARD.runTime(PreferHeader.parse(header).runTime());
    }
}
