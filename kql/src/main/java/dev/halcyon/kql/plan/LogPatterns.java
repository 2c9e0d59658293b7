package dev.halcyon.kql.plan;

/**
 * The plugin {@code halcyon_log_patterns}: templates of log lines.
 *
 * <p>Input: the text. Output: the template's id, the template, count, share, a sample, the placeholders' values as
 * dynamic.
 *
 * @param similarity the least share of words that lines of a template have in common, 0 … 1
 * @param depth how many leading words they have in common
 * @param mostTemplates how many rows there are at most, without the one for all other templates
 * @param masking whether numbers, addresses and their like become placeholders first
 * @param values how many values of each placeholder are told
 */
public record LogPatterns(double similarity, int depth, int mostTemplates, boolean masking, int values)
        implements TableComputation {

    @Override
    public String name() {
        return "halcyon_log_patterns";
    }
}
