package dev.halcyon.analytics.explain;

/**
 * A column as codes of a byte: bins that have an order come first, single values follow, {@link #OTHER} is in no segment.
 *
 * @param codes the code of each row, as an unsigned byte
 * @param ordered how many codes, from 0, have an order, so that a range of them is a condition
 * @param cardinality how many codes there are, without {@link #OTHER}
 */
public record BinnedColumn(byte[] codes, int ordered, int cardinality) {

    /** A value of no interest. */
    public static final int OTHER = 255;

    int code(int row) {
        return codes[row] & 0xFF;
    }

    boolean matches(Condition condition, int row) {
        int code = code(row);
        return code >= condition.from() && code <= condition.to();
    }
}
