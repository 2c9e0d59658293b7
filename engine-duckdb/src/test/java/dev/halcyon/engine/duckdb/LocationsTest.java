package dev.halcyon.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.EngineException;
import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.type.ScalarType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code geo_info_from_ip_address} over a file of locations, and without one. */
class LocationsTest {

    private static final FunctionDeclaration FUNCTION =
            FunctionCatalogue.standard().get(FunctionKind.SCALAR, "geo_info_from_ip_address");

    @TempDir
    @Nullable
    Path folder;

    private Path file(String name) {
        return Objects.requireNonNull(folder).resolve(name);
    }

    private static Map<String, Object> named(String name) {
        return Map.of("names", Map.of("en", name, "de", "anders"));
    }

    @Test
    void whatTheFileTells() throws IOException {
        Path file = new LocationFile()
                .with(
                        "192.0.2.0",
                        24,
                        Map.of(
                                "country", named("Utopia"),
                                "subdivisions", List.of(named("North"), named("Inner North")),
                                "city", named("Harbour"),
                                "location", Map.of("latitude", -33.5, "longitude", 151.25)))
                .with("198.51.100.7", 32, Map.of("country", named("Elsewhere")))
                .with("203.0.113.0", 24, Map.of("continent", named("Far")))
                .with("2001:db8::", 32, Map.of("country", named("Sixth"), "city", "no record"))
                .writeTo(file("city.mmdb"));
        try (DuckDbEngine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD.withLocations(Optional.of(file)))) {
            assertThat(engine.functions().supports(FUNCTION)).isTrue();
            assertThat(place(engine, "192.0.2.77"))
                    .isEqualTo("{\"country\":\"Utopia\",\"state\":\"North\",\"city\":\"Harbour\","
                            + "\"latitude\":-33.5,\"longitude\":151.25}");
            assertThat(place(engine, "198.51.100.7")).isEqualTo("{\"country\":\"Elsewhere\"}");
            assertThat(place(engine, "2001:db8:5::1")).isEqualTo("{\"country\":\"Sixth\"}");
            assertThat(place(engine, "198.51.100.8")).isNull();
            assertThat(place(engine, "203.0.113.9")).isNull();
            assertThat(place(engine, "192.0.2.0/24")).isNull();
            assertThat(place(engine, "localhost")).isNull();
            assertThat(place(engine, "")).isNull();
        }
    }

    @Test
    void withoutAFileItIsNotSupported() {
        try (DuckDbEngine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD)) {
            assertThat(engine.functions().supports(FUNCTION)).isFalse();
            assertThat(DuckDbEngine.supportedFunctions().supports(FUNCTION)).isTrue();
        }
    }

    @Test
    void anotherFileIsRefused() throws IOException {
        Path file = Files.writeString(file("note.txt"), "no locations");
        DuckDbOptions options = DuckDbOptions.STANDARD.withLocations(Optional.of(file));
        assertThatThrownBy(() -> DuckDbEngine.inMemory(options))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("MaxMind DB");
    }

    private static @Nullable Object place(DuckDbEngine engine, String address) {
        Call call = new Call(FUNCTION, List.of(Plans.lit(address)), ScalarType.DYNAMIC);
        return Plans.rows(engine, Plans.print(call)).getFirst().getFirst();
    }
}
