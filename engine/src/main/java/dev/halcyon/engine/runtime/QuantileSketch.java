package dev.halcyon.engine.runtime;

import dev.halcyon.kql.type.Ticks;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The state of {@code tdigest()}: weighted values in order (R90). Up to {@value #MOST_EXACT} distinct values are kept as
 * they are and ranks are exact; more are merged to centroids that are fine at both ends and coarse in the middle, as in
 * a t-digest.
 *
 * <p>Its dynamic form is {@code ["tdigest", 1, kind, [value, …], [weight, …]]}: version 1, kind {@code long},
 * {@code real}, {@code datetime} or {@code timespan}, the values ascending, datetimes and timespans in ticks.
 */
final class QuantileSketch {

    /** What the values are. */
    enum Kind {
        LONG,
        REAL,
        DATETIME,
        TIMESPAN;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        static Optional<Kind> of(String text) {
            for (Kind kind : values()) {
                if (kind.text().equals(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    static final int MOST_EXACT = 2048;

    private static final String NAME = "tdigest";
    private static final long VERSION = 1;
    private static final double CENTROIDS = 1000;

    /** So that the sum over all values stays within 64 bits. */
    private static final long MOST_WEIGHT = 1L << 50;

    private final Kind kind;
    private final NavigableMap<BigDecimal, Long> weights;

    private QuantileSketch(Kind kind, NavigableMap<BigDecimal, Long> weights) {
        this.kind = kind;
        this.weights = weights.size() > MOST_EXACT ? compressed(kind, weights) : weights;
    }

    /** A sketch of pairs of a value and its weight; what is no finite number or weighs nothing is left out. */
    static QuantileSketch of(Kind kind, List<Json> pairs) {
        NavigableMap<BigDecimal, Long> weights = new TreeMap<>();
        for (Json pair : pairs) {
            if (pair instanceof Json.Array array && array.elements().size() == 2) {
                add(weights, array.elements().get(0), array.elements().get(1));
            }
        }
        return new QuantileSketch(kind, weights);
    }

    private static void add(Map<BigDecimal, Long> weights, Json value, Json weight) {
        if (value instanceof Json.Numeric number && weight instanceof Json.Numeric amount && amount.real() >= 1) {
            Optional<BigDecimal> exact = number(number);
            exact.ifPresent(each ->
                    weights.merge(each, (long) Math.min(amount.real(), MOST_WEIGHT), QuantileSketch::saturatedSum));
        }
    }

    private static long saturatedSum(long left, long right) {
        return Math.min(left + right, MOST_WEIGHT);
    }

    /** A number with no more digits than a long or a double has; empty for what is not finite. */
    static Optional<BigDecimal> number(Json.Numeric number) {
        if (number.isInteger() && number.text().length() < 19) {
            return Optional.of(new BigDecimal(number.text()).stripTrailingZeros());
        }
        double real = number.real();
        if (!Double.isFinite(real)) {
            return Optional.empty();
        }
        if (number.isInteger() && Math.abs(real) < Long.MAX_VALUE) {
            return Optional.of(new BigDecimal(number.text()).stripTrailingZeros());
        }
        return Optional.of(BigDecimal.valueOf(real).stripTrailingZeros());
    }

    /** Reads the dynamic form; empty for anything else. */
    static Optional<QuantileSketch> read(Json value) {
        if (!(value instanceof Json.Array array) || array.elements().size() != 5) {
            return Optional.empty();
        }
        List<Json> parts = array.elements();
        boolean known = parts.get(0).equals(new Json.Text(NAME)) && parts.get(1).equals(Json.of(VERSION));
        if (!known
                || !(parts.get(3) instanceof Json.Array values)
                || !(parts.get(4) instanceof Json.Array amounts)
                || values.elements().size() != amounts.elements().size()) {
            return Optional.empty();
        }
        NavigableMap<BigDecimal, Long> weights = new TreeMap<>();
        for (int index = 0; index < values.elements().size(); index++) {
            add(weights, values.elements().get(index), amounts.elements().get(index));
        }
        return Kind.of(parts.get(2).plainText()).map(kind -> new QuantileSketch(kind, weights));
    }

    Json write() {
        List<Json> values = new ArrayList<>();
        List<Json> amounts = new ArrayList<>();
        weights.forEach((value, weight) -> {
            values.add(number(value));
            amounts.add(Json.of((long) weight));
        });
        return new Json.Array(List.of(
                new Json.Text(NAME),
                Json.of(VERSION),
                new Json.Text(kind.text()),
                new Json.Array(values),
                new Json.Array(amounts)));
    }

    private Json number(BigDecimal value) {
        return kind == Kind.REAL ? Json.of(value.doubleValue()) : Json.of(value.longValue());
    }

    /** The sketch of the values of both; reals win over whole numbers. */
    QuantileSketch merge(QuantileSketch other) {
        NavigableMap<BigDecimal, Long> merged = new TreeMap<>(weights);
        other.weights.forEach((value, weight) -> merged.merge(value, weight, QuantileSketch::saturatedSum));
        return new QuantileSketch(other.kind == Kind.REAL ? Kind.REAL : kind, merged);
    }

    private long total() {
        return weights.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The value at the nearest rank (R90); null for an empty sketch. */
    Json percentile(double percent) {
        if (Double.isNaN(percent)) {
            return Json.nothing();
        }
        long target = NearestRank.of(percent, total());
        long below = 0;
        for (Map.Entry<BigDecimal, Long> centroid : weights.entrySet()) {
            below += centroid.getValue();
            if (below >= target) {
                return element(centroid.getKey());
            }
        }
        return Json.nothing();
    }

    private Json element(BigDecimal value) {
        return switch (kind) {
            case LONG, REAL -> number(value);
            case DATETIME -> new Json.Text(Ticks.fullDatetimeText(value.longValue()));
            case TIMESPAN -> new Json.Text(Ticks.timespanText(value.longValue()));
        };
    }

    /** The weight of the values that are not greater. */
    double rank(BigDecimal value) {
        return weights.headMap(value, true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** The rank in percent. */
    double percentRank(BigDecimal value) {
        long total = total();
        return total == 0 ? Double.NaN : 100 * rank(value) / total;
    }

    /** Neighbours merged while they stay within one unit of the arcsine scale. */
    private static NavigableMap<BigDecimal, Long> compressed(Kind kind, NavigableMap<BigDecimal, Long> weights) {
        double total = weights.values().stream().mapToLong(Long::longValue).sum();
        NavigableMap<BigDecimal, Long> merged = new TreeMap<>();
        BigDecimal sum = BigDecimal.ZERO;
        long weight = 0;
        double before = 0;
        for (Map.Entry<BigDecimal, Long> next : weights.entrySet()) {
            double after = (before + weight + next.getValue()) / total;
            if (weight > 0 && scale(after) - scale(before / total) > 1) {
                merged.merge(mean(kind, sum, weight), weight, QuantileSketch::saturatedSum);
                before += weight;
                sum = BigDecimal.ZERO;
                weight = 0;
            }
            sum = sum.add(next.getKey().multiply(BigDecimal.valueOf(next.getValue())));
            weight += next.getValue();
        }
        if (weight > 0) {
            merged.merge(mean(kind, sum, weight), weight, QuantileSketch::saturatedSum);
        }
        return merged;
    }

    private static double scale(double quantile) {
        return CENTROIDS / Math.PI * (Math.asin(Math.clamp(2 * quantile - 1, -1.0, 1.0)) + Math.PI / 2);
    }

    private static BigDecimal mean(Kind kind, BigDecimal sum, long weight) {
        BigDecimal mean = kind == Kind.REAL
                ? sum.divide(BigDecimal.valueOf(weight), MathContext.DECIMAL64)
                : sum.divide(BigDecimal.valueOf(weight), 0, RoundingMode.HALF_EVEN);
        return mean.stripTrailingZeros();
    }
}
