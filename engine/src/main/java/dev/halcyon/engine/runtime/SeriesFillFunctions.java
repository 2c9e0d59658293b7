package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.fill.Gaps;
import dev.halcyon.engine.runtime.FunctionList.Arguments;
import dev.halcyon.engine.runtime.ListFunction.Shape;
import dev.halcyon.engine.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Filling of gaps (series.md, section 5). Elements that stay keep their text, so that integers stay integers beside reals.
 * Nulls are always missing, and so is what equals the placeholder.
 */
final class SeriesFillFunctions {

    private static final String RULE = "series.md, section 5";

    private SeriesFillFunctions() {}

    /** What is done with what is missing. */
    private enum Fill {
        CONSTANT,
        FORWARD,
        BACKWARD,
        LINEAR;

        static Fill named(String name) {
            return switch (name) {
                case "const" -> CONSTANT;
                case "forward" -> FORWARD;
                case "backward" -> BACKWARD;
                case "linear" -> LINEAR;
                default -> throw new QueryFailure("There is no way '%s' to fill a series".formatted(name));
            };
        }
    }

    /** Over JSON text, whose elements may be of any kind. */
    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        for (String name : List.of("const", "forward", "backward", "linear")) {
            Fill fill = Fill.named(name);
            list.strict(
                    "kql_series_fill_" + name,
                    RULE,
                    text,
                    a -> {
                        Filled filled = filledText(a.text(0), fill, a.text(1), a.text(2), a.truth(3));
                        return filled == null ? null : filled.json();
                    },
                    text,
                    text,
                    text,
                    SqlType.BOOLEAN);
        }
    }

    /**
     * Over lists: the list, the way, what counts as missing, the constant as JSON text, 1 when the edges are filled too.
     * With {@code _json} and {@code _reals} the constant need not be of the type of the elements.
     */
    static List<ListFunction> lists() {
        Shape[] reals = parameters(Shape.REALS);
        Shape[] integers = parameters(Shape.INTEGERS);
        List<ListFunction> lists = new ArrayList<>();
        lists.add(ListFunctions.strict(
                "kql_fill_gaps_real",
                RULE,
                List.of(Shape.REALS),
                a -> filledList(a).toReals(),
                reals));
        lists.add(ListFunctions.strict(
                "kql_fill_gaps_integer",
                RULE,
                List.of(Shape.INTEGERS),
                a -> filledList(a).toIntegers(),
                integers));
        lists.addAll(ListFunctions.twins("kql_fill_real_gaps", RULE, SeriesFillFunctions::filledList, reals));
        lists.addAll(ListFunctions.twins("kql_fill_integer_gaps", RULE, SeriesFillFunctions::filledList, integers));
        return lists;
    }

    private static Shape[] parameters(Shape list) {
        return new Shape[] {list, Shape.TEXT, Shape.TEXT, Shape.TEXT, Shape.INTEGER};
    }

    private static Filled filledList(Arguments a) {
        NumberArray series = NumberArray.of(a.list(0));
        boolean[] missing = new boolean[series.length()];
        for (int index = 0; index < missing.length; index++) {
            missing[index] = series.isMissing(index);
        }
        return Filled.of(
                series,
                null,
                withPlaceholder(series, missing, a.text(2)),
                Fill.named(a.text(1)),
                a.text(3),
                a.integer(4) != 0);
    }

    private static @Nullable Filled filledText(
            String json, Fill fill, String placeholder, String constant, boolean edges) {
        NumberArrayReader reader = new NumberArrayReader(json, true);
        NumberArray series = reader.read();
        if (series == null || series.isSingle()) {
            return null;
        }
        boolean[] missing = new boolean[series.length()];
        for (int index = 0; index < missing.length; index++) {
            missing[index] = series.isMissing(index) && reader.text(index).equals("null");
        }
        return Filled.of(series, reader, withPlaceholder(series, missing, placeholder), fill, constant, edges);
    }

    private static boolean[] withPlaceholder(NumberArray series, boolean[] missing, String placeholder) {
        NumberArray sought = NumberArray.read(placeholder);
        if (sought != null && sought.isSingle()) {
            for (int index = 0; index < missing.length; index++) {
                missing[index] |= !series.isMissing(index) && series.values()[index] == sought.values()[0];
            }
        }
        return missing;
    }

    /**
     * A filled series.
     *
     * @param reader has the texts of the elements, when they have been text
     * @param sources where an element is taken from as it is, or one of the marks for others
     * @param computed what straight lines give
     * @param cut the same between integers, cut to integers
     * @param constant JSON text
     */
    private record Filled(
            NumberArray series,
            @Nullable NumberArrayReader reader,
            int[] sources,
            double[] computed,
            long[] cut,
            String constant)
            implements MixedNumbers {

        private static final int BY_CONSTANT = -2;
        private static final int BY_LINE = -3;
        private static final double[] NONE = {};
        private static final long[] NO_INTEGERS = {};

        static Filled of(
                NumberArray series,
                @Nullable NumberArrayReader reader,
                boolean[] missing,
                Fill fill,
                String constant,
                boolean edges) {
            return switch (fill) {
                case CONSTANT -> {
                    int[] sources = new int[missing.length];
                    for (int index = 0; index < sources.length; index++) {
                        sources[index] = missing[index] ? BY_CONSTANT : index;
                    }
                    yield new Filled(series, reader, sources, NONE, NO_INTEGERS, constant);
                }
                case FORWARD -> neighbours(series, reader, Gaps.previous(missing));
                case BACKWARD -> neighbours(series, reader, Gaps.next(missing));
                case LINEAR -> lines(series, reader, missing, constant, edges);
            };
        }

        private static Filled neighbours(NumberArray series, @Nullable NumberArrayReader reader, int[] sources) {
            for (int index = 0; index < sources.length; index++) {
                sources[index] = sources[index] == Gaps.NONE ? index : sources[index];
            }
            return new Filled(series, reader, sources, NONE, NO_INTEGERS, "null");
        }

        private static Filled lines(
                NumberArray series,
                @Nullable NumberArrayReader reader,
                boolean[] missing,
                String constant,
                boolean edges) {
            for (int index = 0; index < missing.length; index++) {
                // A line cannot pass through what is no number.
                missing[index] |= !Double.isFinite(series.values()[index]);
            }
            int[] previous = Gaps.previous(missing);
            int[] next = Gaps.next(missing);
            int[] sources = new int[missing.length];
            for (int index = 0; index < sources.length; index++) {
                boolean outer = previous[index] == Gaps.NONE || next[index] == Gaps.NONE;
                boolean alone = previous[index] == Gaps.NONE && next[index] == Gaps.NONE;
                sources[index] = !missing[index] ? index : alone ? BY_CONSTANT : outer && !edges ? index : BY_LINE;
            }
            long[] whole = series.integers();
            return new Filled(
                    series,
                    reader,
                    sources,
                    Gaps.linear(series.values(), missing),
                    whole == null ? NO_INTEGERS : Gaps.linear(whole, missing),
                    constant);
        }

        @Override
        public String json() {
            long[] whole = series.integers();
            NumberArrayWriter writer = new NumberArrayWriter(2 * sources.length).open('[');
            for (int index = 0; index < sources.length; index++) {
                int source = sources[index];
                if (source == BY_CONSTANT) {
                    writer.text(constant);
                } else if (source == BY_LINE && whole != null) {
                    writer.value(cut[index]);
                } else if (source == BY_LINE) {
                    writer.value(computed[index]);
                } else if (reader != null) {
                    writer.text(reader.text(source));
                } else if (series.isMissing(source)) {
                    writer.nothing();
                } else if (whole != null) {
                    writer.value(whole[source]);
                } else {
                    writer.value(series.values()[source]);
                }
            }
            return writer.close(']').toString();
        }

        @Override
        public NumberList.Reals toReals() {
            NumberArray single = NumberArray.read(constant);
            boolean whole = series.integers() != null;
            double[] values = new double[sources.length];
            boolean[] missing = new boolean[sources.length];
            for (int index = 0; index < values.length; index++) {
                switch (sources[index]) {
                    case BY_CONSTANT -> {
                        missing[index] = single == null || !single.isSingle();
                        values[index] = single == null || missing[index] ? 0 : single.values()[0];
                    }
                    case BY_LINE -> values[index] = whole ? cut[index] : computed[index];
                    default -> {
                        missing[index] = series.isMissing(sources[index]);
                        values[index] = series.values()[sources[index]];
                    }
                }
            }
            return new NumberList.Reals(values, NumberList.anyOrNull(missing));
        }

        /** Of a series of integers and a constant that is one. */
        NumberList.Integers toIntegers() {
            long[] whole = Objects.requireNonNull(series.integers());
            NumberArray single = NumberArray.read(constant);
            long[] value = single == null ? null : single.integers();
            long[] values = new long[sources.length];
            boolean[] missing = new boolean[sources.length];
            for (int index = 0; index < values.length; index++) {
                switch (sources[index]) {
                    case BY_CONSTANT -> {
                        missing[index] = value == null;
                        values[index] = value == null ? 0 : value[0];
                    }
                    case BY_LINE -> values[index] = cut[index];
                    default -> {
                        missing[index] = series.isMissing(sources[index]);
                        values[index] = whole[sources[index]];
                    }
                }
            }
            return new NumberList.Integers(values, NumberList.anyOrNull(missing));
        }
    }
}
