package dev.halcyon.analytics.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoldOutForecastTest {

    private static final List<ForecastMethod> METHODS = List.copyOf(EnumSet.allOf(ForecastMethod.class));

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void aPerfectSeasonIsForecastPerfectly() {
        for (int run = 0; run < 20; run++) {
            int period = random.nextInt(4, 30);
            double[] places = random.doubles(period, -10, 10).toArray();
            double[] series = new double[period * random.nextInt(4, 8)];
            for (int i = 0; i < series.length; i++) {
                series[i] = places[i % period];
            }
            HoldOutForecast found =
                    HoldOutForecast.of(series, period, new ForecastOptions(period, 0.95, Optional.empty()));
            int first = series.length - period;
            assertThat(Arrays.copyOfRange(found.forecast(), first, series.length))
                    .as("seed %d", seed)
                    .containsExactly(Arrays.copyOfRange(series, first, series.length), offset(1e-9));
            assertThat(found.upper()[series.length - 1] - found.lower()[series.length - 1])
                    .isCloseTo(0, offset(1e-9));
        }
    }

    @Test
    void shiftAndScaleMoveForecastAndIntervalAlong() {
        for (int run = 0; run < 40; run++) {
            double[] series = someSeries(random.nextInt(2, 120));
            int points = random.nextInt(0, series.length);
            // A history without negative values has forecasts without, which do not move along.
            series[0] = -1;
            // The choice between methods may turn on the last digit, so it is not left open.
            ForecastMethod method = METHODS.get(run % METHODS.size());
            ForecastOptions options = new ForecastOptions(random.nextInt(0, 15), 0.9, Optional.of(method));
            double scale = Math.scalb(1.0, random.nextInt(-5, 6));
            double shift = random.nextInt(-100, 1);
            HoldOutForecast before = HoldOutForecast.of(series, points, options);
            HoldOutForecast after = HoldOutForecast.of(
                    Arrays.stream(series).map(y -> y * scale + shift).toArray(), points, options);
            double tolerance = (method == ForecastMethod.ETS ? 2e-2 : 1e-6) * scale * 20;
            assertThat(after.forecast())
                    .as("%s, seed %d", method, seed)
                    .containsExactly(moved(before.forecast(), scale, shift), offset(tolerance));
        }
    }

    @Test
    void whatWasNeverNegativeIsNotForecastToBe() {
        for (int run = 0; run < 40; run++) {
            double[] series = Arrays.stream(someSeries(random.nextInt(2, 120)))
                    .map(Math::abs)
                    .toArray();
            int points = random.nextInt(0, series.length);
            ForecastOptions options = new ForecastOptions(-1, 0.99, Optional.of(METHODS.get(run % METHODS.size())));
            HoldOutForecast found = HoldOutForecast.of(series, points, options);
            for (int i = series.length - points; i < series.length; i++) {
                assertThat(found.lower()[i]).as("seed %d", seed).isBetween(0.0, found.forecast()[i]);
                assertThat(found.upper()[i]).as("seed %d", seed).isGreaterThanOrEqualTo(found.forecast()[i]);
            }
        }
        double[] falling = {9, 7, 5, 3, 1, 0, 0, 0};
        ForecastOptions drift = new ForecastOptions(0, 0.95, Optional.of(ForecastMethod.DRIFT));
        assertThat(HoldOutForecast.of(falling, 3, drift).forecast()[7]).isEqualTo(0);
        falling[0] = -9;
        assertThat(HoldOutForecast.of(falling, 3, drift).lower()[7]).isNegative();
    }

    @Test
    void theValuesToForecastAreNotLookedAt() {
        for (int run = 0; run < 30; run++) {
            double[] series = someSeries(random.nextInt(2, 150));
            int points = random.nextInt(1, series.length);
            double[] other = series.clone();
            for (int i = series.length - points; i < series.length; i++) {
                other[i] = random.nextInt(4) == 0 ? Double.NaN : 1e6 * random.nextGaussian();
            }
            HoldOutForecast one = HoldOutForecast.of(series, points, ForecastOptions.STANDARD);
            HoldOutForecast two = HoldOutForecast.of(other, points, ForecastOptions.STANDARD);
            assertThat(two.forecast()).as("seed %d", seed).isEqualTo(one.forecast());
            assertThat(two.lower()).isEqualTo(one.lower());
            assertThat(two.method()).isEqualTo(one.method());
        }
    }

    @Test
    void intervalsHoldAboutTheirShare() {
        Random fixed = new Random(20_240_101);
        int inside = 0;
        int all = 0;
        for (int run = 0; run < 60; run++) {
            double[] series = new double[200];
            for (int i = 0; i < series.length; i++) {
                series[i] = 0.05 * i + 8 * Math.sin(2 * Math.PI * i / 12) + fixed.nextGaussian();
            }
            HoldOutForecast found = HoldOutForecast.of(series, 24, ForecastOptions.STANDARD);
            for (int i = series.length - 24; i < series.length; i++) {
                inside += series[i] >= found.lower()[i] && series[i] <= found.upper()[i] ? 1 : 0;
                all++;
            }
        }
        assertThat((double) inside / all).isBetween(0.92, 0.99);
    }

    @Test
    void theMethodFollowsTheSeries() {
        double[] walk = new double[300];
        double[] season = new double[300];
        for (int i = 1; i < walk.length; i++) {
            walk[i] = walk[i - 1] + 2;
            season[i] = i % 12 == 5 ? 50 : i % 12;
        }
        assertThat(HoldOutForecast.of(walk, 10, ForecastOptions.STANDARD).method())
                .isEqualTo(ForecastMethod.DRIFT);
        assertThat(HoldOutForecast.of(season, 10, ForecastOptions.STANDARD).method())
                .isEqualTo(ForecastMethod.SEASONAL_NAIVE);
    }

    @Test
    void littleConstantAndMissing() {
        for (ForecastMethod method : ForecastMethod.values()) {
            ForecastOptions options = new ForecastOptions(-1, 0.95, Optional.of(method));
            for (int history = 1; history <= 12; history++) {
                double[] constant = new double[history + 3];
                Arrays.fill(constant, 7);
                double[] forecast = HoldOutForecast.of(constant, 3, options).forecast();
                assertThat(Arrays.copyOfRange(forecast, history, history + 3))
                        .as("%s of %d", method, history)
                        .containsExactly(new double[] {7, 7, 7}, offset(1e-9));
            }
            double[] nothing = {Double.NaN, Double.NaN, Double.NaN};
            assertThat(HoldOutForecast.of(nothing, 1, options).forecast()[2]).isEqualTo(0);
        }
        assertThatThrownBy(() -> HoldOutForecast.of(new double[2], 2, ForecastOptions.STANDARD))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void exponentialSmoothingOfALineWithASeason() {
        double[] series = new double[120];
        for (int i = 0; i < series.length; i++) {
            series[i] = 3 + 0.5 * i + (i % 6 == 0 ? 5 : -1);
        }
        Projection found = ForecastMethod.ETS.learn(series, 6).project(series, 6);
        for (int i = 0; i < 6; i++) {
            assertThat(found.forecast()[i]).isCloseTo(3 + 0.5 * (120 + i) + (i == 0 ? 5 : -1), offset(0.05));
        }
        assertThat(found.growth()).isSorted();
    }

    @Test
    void thetaIsHalfALineAndHalfALevel() {
        double[] line = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertThat(ForecastMethod.THETA.learn(line, 0).project(line, 2).forecast())
                .containsExactly(new double[] {10.5, 11}, offset(0.02));
    }

    private double[] someSeries(int length) {
        double level = 0;
        double[] series = new double[length];
        for (int i = 0; i < length; i++) {
            level += 0.3 * random.nextGaussian();
            series[i] = level + 3 * Math.sin(2 * Math.PI * i / 12) + random.nextGaussian();
        }
        return series;
    }

    private static double[] moved(double[] values, double scale, double shift) {
        return Arrays.stream(values).map(value -> value * scale + shift).toArray();
    }
}
