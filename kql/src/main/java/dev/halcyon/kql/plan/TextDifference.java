package dev.halcyon.kql.plan;

/**
 * The plugin {@code diffpatterns_text}: patterns of words whose shares differ between rows that meet a condition and rows
 * that do not.
 *
 * <p>Input: the text, the condition. Output: both counts, both percentages, the pattern.
 *
 * @param fewestWords how many words a pattern fixes at least
 * @param threshold the least difference of shares, 0 … 1
 * @param mostWords how many words, from the start of a text, are looked at
 */
public record TextDifference(int fewestWords, double threshold, int mostWords) implements TableComputation {

    @Override
    public String name() {
        return "diffpatterns_text";
    }
}
