package dev.halcyon.kql.plan;

import java.util.Objects;

/**
 * The operator {@code reduce} (R128): texts that are alike become one pattern.
 *
 * <p>Input: the text, then, when rows are kept, the columns to keep. Output: pattern, count and representative, or the
 * kept columns and the pattern.
 *
 * @param threshold the least similarity, 0 … 1
 * @param separators characters that separate words besides those that always do
 * @param keepsRows whether every row is kept with its pattern
 */
public record TextReduction(double threshold, String separators, boolean keepsRows) implements TableComputation {
    public TextReduction {
        Objects.requireNonNull(separators, "separators");
    }

    @Override
    public String name() {
        return "reduce";
    }
}
