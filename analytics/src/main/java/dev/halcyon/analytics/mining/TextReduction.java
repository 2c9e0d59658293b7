package dev.halcyon.analytics.mining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The operator {@code reduce} (series.md, section 7): texts that are alike become one pattern, with {@code *} for what
 * varies.
 *
 * <p>A text is a list of words between separators. It joins the most similar group of texts with as many words, when the
 * share of words they have in common reaches the threshold. A group of one text that occurs once has no pattern. Frequent
 * texts go first, so that the order of rows does not matter. Numbers always vary. The recorded answers fix what the
 * threshold does to two-word texts; the similarity between words is our choice.
 */
public final class TextReduction {

    /** The pattern of texts that are like no other. */
    public static final String OTHERS = "others";

    private static final int MOST_GROUPS = 20_000;

    private final double threshold;
    private final String separators;
    private final Runnable step;
    private final Map<Integer, List<Group>> groups = new LinkedHashMap<>();
    private int groupCount;

    private TextReduction(double threshold, String separators, Runnable step) {
        this.threshold = threshold;
        this.separators = separators;
        this.step = step;
    }

    /**
     * A group of texts.
     *
     * @param pattern the words they share
     * @param count how many rows
     * @param representative one of the texts, empty for {@link #OTHERS}
     */
    public record Reduced(String pattern, long count, String representative) {}

    /**
     * The groups, the largest first, the rest last.
     *
     * @param counts how often each text occurs
     * @param patterns receives the pattern of each text
     * @param threshold the least similarity, 0 … 1
     * @param separators characters that separate words besides those that are neither letters nor digits
     * @param step called now and then; what it throws ends the work
     */
    public static List<Reduced> of(
            Map<String, Long> counts,
            Map<String, String> patterns,
            double threshold,
            String separators,
            Runnable step) {
        TextReduction reduction = new TextReduction(threshold, separators, step);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> reduction.add(entry.getKey(), entry.getValue()));
        return reduction.result(patterns);
    }

    private void add(String text, long count) {
        List<String> words = words(text);
        List<Group> alike = groups.computeIfAbsent(words.size(), size -> new ArrayList<>());
        Group best = null;
        double bestSimilarity = -1;
        for (Group group : alike) {
            step.run();
            double similarity = group.similarity(words);
            if (similarity > bestSimilarity) {
                best = group;
                bestSimilarity = similarity;
            }
        }
        boolean joins = best != null && bestSimilarity > 0 && bestSimilarity >= threshold;
        if (best != null && joins) {
            best.join(text, words, count);
        } else {
            alike.add(new Group(text, words, count));
            if (++groupCount > MOST_GROUPS) {
                throw new ClosedPatterns.TooManyPatterns();
            }
        }
    }

    private List<Reduced> result(Map<String, String> patterns) {
        List<Reduced> reduced = new ArrayList<>();
        long others = 0;
        for (List<Group> alike : groups.values()) {
            for (Group group : alike) {
                String pattern = group.count == 1 ? OTHERS : pattern(group);
                group.texts.forEach(text -> patterns.put(text, pattern));
                if (group.count == 1) {
                    others++;
                } else {
                    reduced.add(new Reduced(pattern, group.count, group.texts.getFirst()));
                }
            }
        }
        reduced.sort(Comparator.comparingLong(Reduced::count)
                .reversed()
                .thenComparing(Reduced::pattern)
                .thenComparing(Reduced::representative));
        if (others > 0) {
            reduced.add(new Reduced(OTHERS, others, ""));
        }
        return reduced;
    }

    private boolean separates(char c) {
        return !Character.isLetterOrDigit(c) || separators.indexOf(c) >= 0;
    }

    private List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int index = 0; index <= text.length(); index++) {
            boolean inside = index < text.length() && !separates(text.charAt(index));
            if (inside && start < 0) {
                start = index;
            } else if (!inside && start >= 0) {
                words.add(text.substring(start, index));
                start = -1;
            }
        }
        return words;
    }

    /** The first text with its varying words replaced; separators of the query's own vanish beside them. */
    private String pattern(Group group) {
        String text = group.texts.getFirst();
        StringBuilder pattern = new StringBuilder();
        int word = 0;
        int index = 0;
        while (index < text.length()) {
            if (separates(text.charAt(index))) {
                boolean own = Character.isLetterOrDigit(text.charAt(index));
                boolean besideVarying =
                        (word > 0 && group.varies(word - 1)) || (word < group.words.size() && group.varies(word));
                if (!own || !besideVarying) {
                    pattern.append(text.charAt(index));
                }
                index++;
            } else {
                pattern.append(group.varies(word) ? "*" : group.words.get(word));
                index += wordLength(text, index);
                word++;
            }
        }
        return pattern.toString();
    }

    private int wordLength(String text, int start) {
        int end = start;
        while (end < text.length() && !separates(text.charAt(end))) {
            end++;
        }
        return end - start;
    }

    private static final class Group {
        private final List<String> texts = new ArrayList<>();
        private final List<String> words;
        private final boolean[] varying;
        private long count;

        Group(String text, List<String> words, long count) {
            this.texts.add(text);
            this.words = words;
            this.varying = new boolean[words.size()];
            this.count = count;
        }

        double similarity(List<String> other) {
            int common = 0;
            for (int index = 0; index < varying.length; index++) {
                common += !varying[index] && words.get(index).equals(other.get(index)) ? 1 : 0;
            }
            return varying.length == 0 ? 0 : common / (double) varying.length;
        }

        void join(String text, List<String> other, long more) {
            texts.add(text);
            count += more;
            for (int index = 0; index < varying.length; index++) {
                varying[index] |= !words.get(index).equals(other.get(index));
            }
        }

        boolean varies(int word) {
            return varying[word] || words.get(word).chars().allMatch(Character::isDigit);
        }
    }
}
