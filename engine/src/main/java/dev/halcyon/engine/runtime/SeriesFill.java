package dev.halcyon.engine.runtime;

/**
 * Puts the values of bins into an array (R114). It copies the texts of the values as they are: a query makes millions of
 * points, and reading each one as JSON costs more than everything else.
 */
final class SeriesFill {

    private final String bins;
    private final String values;
    private final long first;
    private final int[] starts;
    private final int[] ends;

    private SeriesFill(String bins, String values, long first, int count) {
        this.bins = bins;
        this.values = values;
        this.first = first;
        this.starts = new int[count];
        this.ends = new int[count];
    }

    /**
     * The array of {@code count} points from bin {@code first} on.
     *
     * @param bins a JSON array of whole numbers, in any order
     * @param values a JSON array with the value of each of these bins; reals may have any form the engine gives them
     * @param missing the JSON text of a bin that is not listed
     * @param reals whether the values are reals
     */
    static String array(String bins, String values, long first, int count, String missing, boolean reals) {
        SeriesFill fill = new SeriesFill(bins, values, first, count);
        fill.read();
        return fill.write(missing, reals);
    }

    private void read() {
        int bin = 1;
        int value = 1;
        while (bin < bins.length() - 1) {
            int binEnd = bins.indexOf(',', bin);
            binEnd = binEnd < 0 ? bins.length() - 1 : binEnd;
            int valueEnd = elementEnd(value);
            long at = Long.parseLong(bins, bin, binEnd, 10) - first;
            if (at >= 0 && at < starts.length) {
                starts[(int) at] = value;
                ends[(int) at] = valueEnd;
            }
            bin = binEnd + 1;
            value = valueEnd + 1;
        }
    }

    /** Where the element that starts here ends: at a comma outside strings, arrays and bags. */
    private int elementEnd(int start) {
        int depth = 0;
        boolean inString = false;
        int position = start;
        for (; position < values.length() - 1; position++) {
            char c = values.charAt(position);
            if (inString) {
                if (c == '\\') {
                    position++;
                } else if (c == '"') {
                    inString = false;
                }
            } else if (c == '"') {
                inString = true;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                return position;
            }
        }
        return position;
    }

    private String write(String missing, boolean reals) {
        StringBuilder array = new StringBuilder(values.length() + starts.length * (missing.length() + 1) + 2);
        array.append('[');
        for (int index = 0; index < starts.length; index++) {
            if (index > 0) {
                array.append(',');
            }
            if (ends[index] == 0) {
                array.append(missing);
            } else if (reals && !isPlainNumber(starts[index], ends[index])) {
                array.append(real(values.substring(starts[index], ends[index])));
            } else {
                array.append(values, starts[index], ends[index]);
            }
        }
        return array.append(']').toString();
    }

    private boolean isPlainNumber(int start, int end) {
        for (int position = start; position < end; position++) {
            char c = values.charAt(position);
            if ((c < '0' || c > '9') && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static String real(String text) {
        return switch (text) {
            case "null" -> text;
            case "nan", "-nan" -> Json.of(Double.NaN).write();
            case "inf" -> Json.of(Double.POSITIVE_INFINITY).write();
            case "-inf" -> Json.of(Double.NEGATIVE_INFINITY).write();
            default -> Json.of(Double.parseDouble(text)).write();
        };
    }
}
