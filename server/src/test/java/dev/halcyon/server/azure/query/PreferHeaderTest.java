package dev.halcyon.server.azure.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PreferHeaderTest {

    @Test
    void tokensComeInAnyOrderAndSeparation() {
        PreferHeader expected = new PreferHeader(Duration.ofSeconds(30), true, true, false, false);
        assertThat(PreferHeader.parse("wait=30,include-statistics=true,include-render=true"))
                .isEqualTo(expected);
        assertThat(PreferHeader.parse(
                        "include-render=true; include-statistics=true; wait=30; ai.response-thinning=false"))
                .isEqualTo(expected);
        assertThat(PreferHeader.parse("Include-DataSources=true, include-permissions=true"))
                .isEqualTo(new PreferHeader(Duration.ofMinutes(3), false, false, true, true));
    }

    @Test
    void waitIsBounded() {
        assertThat(PreferHeader.parse("wait=6000").timeLimit()).isEqualTo(Duration.ofMinutes(10));
        assertThat(PreferHeader.parse("wait=0").timeLimit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(PreferHeader.parse("wait=soon").timeLimit()).isEqualTo(Duration.ofMinutes(3));
        assertThat(PreferHeader.parse("").timeLimit()).isEqualTo(Duration.ofMinutes(3));
    }
}
