package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sketches of distinct counts and of quantiles, and ranks in weighted lists (R90, R91). */
final class SketchFunctions {

    private SketchFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType real = SqlType.DOUBLE;
        list.strict("kql_hll", "R91", text, a -> distinct(a.text(0), a.integer(1)), text, SqlType.BIGINT);
        list.strict("kql_hll_merge_all", "R91", text, a -> mergeDistinct(elements(a.text(0)).stream()), text);
        list.variadic("kql_hll_merge", "R91", text, a -> mergeDistinct(given(a)));
        list.strict(
                "kql_hll_count",
                "R91",
                SqlType.BIGINT,
                a -> DistinctSketch.read(JsonText.read(a.text(0)))
                        .map(DistinctSketch::count)
                        .orElse(null),
                text);
        list.strict("kql_tdigest", "R90", text, a -> quantiles(a.text(0), a.text(1)), text, text);
        list.strict("kql_tdigest_merge_all", "R90", text, a -> mergeQuantiles(elements(a.text(0)).stream()), text);
        list.variadic("kql_tdigest_merge", "R90", text, a -> mergeQuantiles(given(a)));
        list.strict("kql_tdigest_percentile", "R90", text, a -> percentile(a.text(0), a.real(1)), text, real);
        list.strict("kql_tdigest_percentiles", "R90", text, a -> percentiles(a.text(0), a.text(1)), text, text);
        list.strict(
                "kql_tdigest_rank",
                "R90",
                real,
                a -> sketch(a.text(0))
                        .flatMap(s -> number(a.text(1)).map(s::rank))
                        .orElse(null),
                text,
                text);
        list.strict(
                "kql_tdigest_percent_rank",
                "R90",
                real,
                a -> sketch(a.text(0))
                        .flatMap(s -> number(a.text(1)).map(s::percentRank))
                        .orElse(null),
                text,
                text);
        list.strict("kql_weighted_rank", "R90", SqlType.BIGINT, a -> weightedRank(a.text(0), a.real(1)), text, real);
    }

    private static List<Json> elements(String json) {
        return JsonText.read(json) instanceof Json.Array array ? array.elements() : List.of();
    }

    private static Stream<Json> given(@Nullable Object[] arguments) {
        return Stream.of(arguments).filter(Objects::nonNull).map(each -> JsonText.read((String) each));
    }

    private static String distinct(String hashes, long accuracy) {
        return DistinctSketch.of(
                        elements(hashes).stream()
                                .filter(Json.Numeric.class::isInstance)
                                .mapToLong(hash -> Long.parseLong(hash.plainText())),
                        (int) accuracy)
                .write()
                .write();
    }

    private static @Nullable String mergeDistinct(Stream<Json> states) {
        return states.map(DistinctSketch::read)
                .flatMap(Optional::stream)
                .reduce(DistinctSketch::merge)
                .map(merged -> merged.write().write())
                .orElse(null);
    }

    private static @Nullable String quantiles(String pairs, String kind) {
        return QuantileSketch.Kind.of(kind)
                .map(known -> QuantileSketch.of(known, elements(pairs)).write().write())
                .orElse(null);
    }

    private static @Nullable String mergeQuantiles(Stream<Json> states) {
        return states.map(QuantileSketch::read)
                .flatMap(Optional::stream)
                .reduce(QuantileSketch::merge)
                .map(merged -> merged.write().write())
                .orElse(null);
    }

    private static Optional<QuantileSketch> sketch(String state) {
        return QuantileSketch.read(JsonText.read(state));
    }

    private static @Nullable String percentile(String state, double percent) {
        return sketch(state).map(s -> s.percentile(percent).physical()).orElse(null);
    }

    private static @Nullable String percentiles(String state, String percents) {
        return sketch(state)
                .map(s -> {
                    List<Json> values = new ArrayList<>();
                    for (Json percent : elements(percents)) {
                        values.add(percent instanceof Json.Numeric n ? s.percentile(n.real()) : Json.nothing());
                    }
                    return new Json.Array(values).write();
                })
                .orElse(null);
    }

    private static Optional<BigDecimal> number(String text) {
        return JsonText.parse(text)
                .flatMap(value -> value instanceof Json.Numeric n ? QuantileSketch.number(n) : Optional.empty());
    }

    /** The position, from 1, of the first value whose cumulative weight reaches the percentile of the whole. */
    private static @Nullable Long weightedRank(String weights, double percent) {
        List<BigDecimal> all = elements(weights).stream()
                .map(weight -> new BigDecimal(weight.plainText()))
                .toList();
        BigDecimal total = all.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal sum = BigDecimal.ZERO;
        for (int index = 0; index < all.size(); index++) {
            sum = sum.add(all.get(index));
            if (NearestRank.reaches(sum, percent, total)) {
                return index + 1L;
            }
        }
        return null;
    }
}
