package dev.halcyon.engine.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halcyon.engine.sql.SqlType;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesRuntimeTest {

    @Test
    void optionsThatDoNotExistAreRefusedByName() {
        NumberList.Reals one = new NumberList.Reals(new double[] {1}, null);
        ListFunction.Body decompose =
                ListFunctions.named("kql_series_decompose").body();
        assertThatThrownBy(() -> decompose.apply(new Object[] {one, -1L, "exponential", 0L, 0.6}))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("linefit");
        assertThatThrownBy(() -> lists("kql_series_outliers", one, "grubbs", "null", 10.0, 90.0, 0L))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("ctukey");
        assertThatThrownBy(() -> lists("kql_series_outliers", one, "ctukey", "null", 1.0, 90.0, 0L))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("percentiles");
        assertThatThrownBy(() -> call("kql_series_fit_poly", "[1]", "null", 101L))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("degrees");
        assertThatThrownBy(() -> lists("kql_series_periods_detect", one, 0.0, 1.0, 1_000_000_000L))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("periods");
        ListFunction.Body anomalies =
                ListFunctions.named("kql_halcyon_anomalies").body();
        assertThatThrownBy(() -> anomalies.apply(new Object[] {one, 3.0, -1L, "magic", 50L, 0.0}))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("'magic' is no method");
        assertThatThrownBy(() -> anomalies.apply(new Object[] {one, 3.0, -1L, "rcf", -1L, 0.0}))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("not negative");
        assertThatThrownBy(() -> lists("kql_halcyon_forecast", one, 1L, -1L, 0.95, "magic"))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("'seasonal_naive'");
        assertThatThrownBy(() -> lists("kql_halcyon_forecast", one, 1L, -1L, 1.0, "auto"))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("confidence");
        String many = "[" + "1,".repeat(99_999) + "1]";
        assertThatThrownBy(() -> call("kql_series_fir", many, many, 0L, 0L))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("filter");
    }

    /** Nothing that a dynamic value can hold, and no number, may end in anything but a result or a named failure. */
    @Test
    void anyArgumentsEndInAResultOrANamedFailure() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<RuntimeFunction> functions = RuntimeFunctions.all().stream()
                .filter(function -> function.name().startsWith("kql_series_")
                        || function.name().startsWith("kql_halcyon_"))
                .toList();
        assertThat(functions).hasSizeGreaterThan(20);
        for (int run = 0; run < 20_000; run++) {
            RuntimeFunction function = functions.get(random.nextInt(functions.size()));
            @Nullable Object[] arguments = new Object[function.parameters().size()];
            for (int index = 0; index < arguments.length; index++) {
                arguments[index] = argument(function.parameters().get(index), random);
            }
            // The lowering gives these as JSON of a number.
            switch (function.name()) {
                case "kql_series_fill_const", "kql_series_fill_linear" -> arguments[2] = "0.5";
                default -> {}
            }
            try {
                Object result = function.body().apply(arguments);
                if (result instanceof String json) {
                    assertThat(JsonText.parse(json))
                            .as("%s, seed %d", function.name(), seed)
                            .isPresent();
                }
            } catch (QueryFailure expected) {
                assertThat(expected).hasMessageContaining(" ");
            }
        }
    }

    @Test
    void anyListsEndInListsOrANamedFailure() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 20_000; run++) {
            ListFunction function =
                    ListFunctions.all().get(random.nextInt(ListFunctions.all().size()));
            @Nullable Object[] arguments = new Object[function.parameters().size()];
            for (int index = 0; index < arguments.length; index++) {
                arguments[index] = argument(function.parameters().get(index), random);
            }
            if (function.name().contains("gaps")) {
                // The lowering gives these as texts of its own.
                arguments[1] = List.of("const", "forward", "backward", "linear").get(random.nextInt(4));
                arguments[3] = function.name().equals("kql_fill_gaps_integer") ? "7" : "0.5";
            } else if (function.name().startsWith("kql_fill")) {
                // The lowering aggregates both lists from the same rows.
                int length = random.nextInt(10);
                arguments[0] =
                        new NumberList.Integers(random.longs(length, 0, 50).toArray(), null);
                arguments[1] = function.parameters().get(1) == ListFunction.Shape.REALS
                        ? new NumberList.Reals(random.doubles(length).toArray(), null)
                        : new NumberList.Integers(random.longs(length).toArray(), null);
            }
            try {
                Object[] results = function.body().apply(arguments);
                if (results.length > 0) {
                    assertThat(results)
                            .as("%s, seed %d", function.name(), seed)
                            .hasSize(function.results().size());
                    assertThat(results[0]).isNotNull();
                }
            } catch (QueryFailure expected) {
                assertThat(expected).hasMessageContaining(" ");
            }
        }
    }

    private static Object argument(ListFunction.Shape type, Random random) {
        return switch (type) {
            case INTEGER -> argument(SqlType.BIGINT, random);
            case REAL -> argument(SqlType.DOUBLE, random);
            case TEXT -> text(random);
            case INTEGERS ->
                new NumberList.Integers(random.longs(random.nextInt(40)).toArray(), null);
            case REALS -> {
                double[] values = random.doubles(random.nextInt(40)).toArray();
                boolean[] missing = new boolean[values.length];
                if (missing.length > 0) {
                    missing[random.nextInt(missing.length)] = true;
                }
                yield new NumberList.Reals(values, random.nextInt(3) == 0 ? missing : null);
            }
        };
    }

    private static Object argument(SqlType type, Random random) {
        return switch (type) {
            case BOOLEAN -> random.nextBoolean();
            case INTEGER -> random.nextInt(-2, 10);
            case BIGINT -> {
                long[] numbers = {-1, 0, 1, 2, 3, 7, 100, Long.MAX_VALUE, Long.MIN_VALUE};
                yield numbers[random.nextInt(numbers.length)];
            }
            case DOUBLE -> {
                double[] numbers = {0, 0.5, 2, 10, 90, 98, -3, Double.NaN, Double.POSITIVE_INFINITY, 1e308};
                yield numbers[random.nextInt(numbers.length)];
            }
            case DECIMAL, UUID -> throw new IllegalArgumentException("no parameter of a series function");
            case VARCHAR -> text(random);
        };
    }

    private static String text(Random random) {
        String[] odd = {
            "",
            "null",
            "5",
            "{}",
            "[]",
            "[null]",
            "[1e308,-1e308]",
            "[\"NaN\",1]",
            "[[1],{\"a\":2}]",
            "[1",
            "avg",
            "linefit",
            "none",
            "ctukey",
            "tukey",
            "robust",
            "rcf",
            "auto",
            "ets",
            "[0,0,0,0]",
            "[-0.0]",
            "[9223372036854775807,1]"
        };
        if (random.nextInt(3) == 0) {
            return odd[random.nextInt(odd.length)];
        }
        int length = random.nextInt(0, 40);
        StringBuilder json = new StringBuilder("[");
        for (int index = 0; index < length; index++) {
            json.append(index > 0 ? "," : "");
            json.append(random.nextBoolean() ? random.nextInt(-5, 5) : (Object) random.nextGaussian());
        }
        return json.append(']').toString();
    }

    private static Object[] lists(String name, Object... arguments) {
        return ListFunctions.named(name).body().apply(arguments);
    }

    private static @Nullable Object call(String name, Object... arguments) {
        return RuntimeFunctions.all().stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow()
                .body()
                .apply(arguments);
    }
}
