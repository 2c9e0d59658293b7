package dev.halcyon.engine.runtime;

import dev.halcyon.analytics.fill.Gaps;
import dev.halcyon.engine.sql.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * Filling of gaps (series.md, section 5). Elements that stay keep their text, so that integers stay integers beside reals.
 * Nulls are always missing, and so is what equals the placeholder.
 */
final class SeriesFillFunctions {

    private static final String RULE = "series.md, section 5";

    private SeriesFillFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        SqlType truth = SqlType.BOOLEAN;
        list.strict(
                "kql_series_fill_const", RULE, text, a -> constant(a.text(0), a.text(1), a.text(2)), text, text, text);
        list.strict("kql_series_fill_forward", RULE, text, a -> neighbour(a.text(0), a.text(1), true), text, text);
        list.strict("kql_series_fill_backward", RULE, text, a -> neighbour(a.text(0), a.text(1), false), text, text);
        list.strict(
                "kql_series_fill_linear",
                RULE,
                text,
                a -> linear(a.text(0), a.text(1), a.truth(2), a.text(3)),
                text,
                text,
                truth,
                text);
    }

    /** A series, the texts of its elements, and which of them are missing. */
    private record Gappy(NumberArrayReader reader, NumberArray series, boolean[] missing) {

        static @Nullable Gappy read(String json, String placeholder) {
            NumberArrayReader reader = new NumberArrayReader(json, true);
            NumberArray series = reader.read();
            if (series == null || series.isSingle()) {
                return null;
            }
            NumberArray sought = NumberArray.read(placeholder);
            boolean[] missing = new boolean[series.length()];
            for (int index = 0; index < missing.length; index++) {
                missing[index] = series.isMissing(index)
                        ? reader.text(index).equals("null")
                        : sought != null && sought.isSingle() && series.values()[index] == sought.values()[0];
            }
            return new Gappy(reader, series, missing);
        }

        int length() {
            return missing.length;
        }
    }

    private static @Nullable String constant(String json, String constant, String placeholder) {
        Gappy gappy = Gappy.read(json, placeholder);
        if (gappy == null) {
            return null;
        }
        NumberArrayWriter writer = new NumberArrayWriter(gappy.length()).open('[');
        for (int index = 0; index < gappy.length(); index++) {
            writer.text(gappy.missing[index] ? constant : gappy.reader.text(index));
        }
        return writer.close(']').toString();
    }

    private static @Nullable String neighbour(String json, String placeholder, boolean forward) {
        Gappy gappy = Gappy.read(json, placeholder);
        if (gappy == null) {
            return null;
        }
        int[] sources = forward ? Gaps.previous(gappy.missing) : Gaps.next(gappy.missing);
        NumberArrayWriter writer = new NumberArrayWriter(gappy.length()).open('[');
        for (int index = 0; index < gappy.length(); index++) {
            writer.text(gappy.reader.text(sources[index] == Gaps.NONE ? index : sources[index]));
        }
        return writer.close(']').toString();
    }

    private static @Nullable String linear(String json, String placeholder, boolean edges, String constant) {
        Gappy gappy = Gappy.read(json, placeholder);
        if (gappy == null) {
            return null;
        }
        boolean[] missing = gappy.missing;
        double[] values = gappy.series.values();
        for (int index = 0; index < missing.length; index++) {
            // A line cannot pass through what is no number.
            missing[index] |= !Double.isFinite(values[index]);
        }
        int[] previous = Gaps.previous(missing);
        int[] next = Gaps.next(missing);
        double[] filled = Gaps.linear(values, missing);
        boolean whole = gappy.series.integers() != null;
        NumberArrayWriter writer = new NumberArrayWriter(2 * gappy.length()).open('[');
        for (int index = 0; index < missing.length; index++) {
            boolean outer = previous[index] == Gaps.NONE || next[index] == Gaps.NONE;
            if (!missing[index]) {
                writer.text(gappy.reader.text(index));
            } else if (previous[index] == Gaps.NONE && next[index] == Gaps.NONE) {
                writer.text(constant);
            } else if (outer && !edges) {
                writer.text(gappy.reader.text(index));
            } else if (whole) {
                writer.value((long) filled[index]);
            } else {
                writer.value(filled[index]);
            }
        }
        return writer.close(']').toString();
    }
}
