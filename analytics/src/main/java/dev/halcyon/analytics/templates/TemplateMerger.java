package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins forms to templates, in the manner of Drain (P. He, J. Zhu, Z. Zheng, M. R. Lyu, "Drain: an online log parsing
 * approach with fixed depth tree", ICWS 2017): lines are told apart by their number of tokens, then by their leading
 * words, then by the share of words they have in common with a group's template.
 *
 * <p>Drain takes the lines as they come, so that another order gives other groups. Here all forms are known before the
 * first is placed, and every step looks at them in one order, frequent ones first, then by text:
 *
 * <ol>
 *   <li>Forms with as many tokens and the same separators in the same places are a family. Within it, those whose words
 *       are equal are one, whatever their values.
 *   <li>A place varies when enough different words stand in it between the same others. Drain learns that from the lines
 *       that come in; here it is decided from all of them at once.
 *   <li>What is left is placed as Drain does: under its first words, into the most similar group.
 * </ol>
 */
final class TemplateMerger {

    /** So many different words between the same others are values, when there are two other words, or one; frequent ones count half. */
    private static final int VALUES_BETWEEN_WORDS = 4;

    private static final int VALUES_BESIDE_ONE_WORD = 8;

    /** Separators and values in so many places say as much as a word. */
    private static final int STRUCTURE = 4;

    private static final int MOST_ROUNDS = 4;

    /** In a leaf with more, the rest is one group. */
    private static final int MOST_GROUPS = 256;

    private static final int VALUE = -9;

    private final Vocabulary vocabulary;
    private final double similarity;
    private final int depth;
    private final Runnable step;

    TemplateMerger(Vocabulary vocabulary, double similarity, int depth, Runnable step) {
        this.vocabulary = vocabulary;
        this.similarity = similarity;
        this.depth = depth;
        this.step = step;
    }

    /** Tokens as a key. */
    private record Tokens(int[] tokens, int hash) {

        Tokens(int[] tokens) {
            this(tokens, Arrays.hashCode(tokens));
        }

        @Override
        public boolean equals(@org.jspecify.annotations.Nullable Object other) {
            return other instanceof Tokens key && hash == key.hash && Arrays.equals(tokens, key.tokens);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    List<Cluster> merge(List<MaskedForm> forms) {
        Map<Tokens, Map<Tokens, Cluster>> families = new LinkedHashMap<>();
        for (MaskedForm form : forms) {
            step.run();
            Cluster cluster = vocabulary.cluster(form);
            Cluster equal = families.computeIfAbsent(separators(cluster), key -> new LinkedHashMap<>())
                    .putIfAbsent(words(cluster, -1), cluster);
            if (equal != null) {
                equal.absorb(cluster, vocabulary);
            }
        }
        List<Cluster> merged = new ArrayList<>();
        for (Map<Tokens, Cluster> family : families.values()) {
            merged.addAll(group(generalize(new ArrayList<>(family.values()))));
        }
        return merged;
    }

    private static Tokens separators(Cluster cluster) {
        int[] tokens = new int[cluster.length()];
        for (int place = 0; place < tokens.length; place++) {
            tokens[place] = cluster.kind(place) == TokenKind.SEPARATOR ? cluster.token(place) : VALUE;
        }
        return new Tokens(tokens);
    }

    /** The words and separators, all values alike; one place may be left out. */
    private static Tokens words(Cluster cluster, int without) {
        int[] tokens = new int[cluster.length()];
        for (int place = 0; place < tokens.length; place++) {
            tokens[place] = place == without || cluster.kind(place) == TokenKind.VALUE ? VALUE : cluster.token(place);
        }
        return new Tokens(tokens);
    }

    /** Makes the places vary in which many words stand between the same others. */
    private List<Cluster> generalize(List<Cluster> family) {
        List<Cluster> clusters = family;
        boolean changed = clusters.size() > 1;
        for (int round = 0; changed && round < MOST_ROUNDS; round++) {
            int before = clusters.size();
            for (int place : mostVaryingFirst(clusters)) {
                clusters = generalize(clusters, place);
            }
            changed = clusters.size() < before && clusters.size() > 1;
        }
        return clusters;
    }

    /** Names vary more than verbs; where names still differ, each pair of verbs would look rare. */
    private List<Integer> mostVaryingFirst(List<Cluster> clusters) {
        int length = clusters.getFirst().length();
        int[] most = new int[length];
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < length; place++) {
            if (varies(clusters, place)) {
                for (List<Cluster> alike : contexts(clusters, place)) {
                    most[place] = Math.max(most[place], alike.size());
                }
                if (most[place] > 1) {
                    places.add(place);
                }
            }
        }
        places.sort(Comparator.comparingInt((Integer place) -> -most[place]));
        return places;
    }

    private static boolean varies(List<Cluster> clusters, int place) {
        int first = clusters.getFirst().token(place);
        return clusters.stream().anyMatch(cluster -> cluster.token(place) != first && cluster.isWord(place));
    }

    /** Clusters that have all other words in common. */
    private Collection<List<Cluster>> contexts(List<Cluster> clusters, int place) {
        Map<Tokens, List<Cluster>> contexts = new LinkedHashMap<>();
        for (Cluster cluster : clusters) {
            step.run();
            contexts.computeIfAbsent(words(cluster, place), key -> new ArrayList<>(1))
                    .add(cluster);
        }
        return contexts.values();
    }

    private List<Cluster> generalize(List<Cluster> clusters, int place) {
        List<Cluster> generalized = new ArrayList<>();
        for (List<Cluster> alike : contexts(clusters, place)) {
            if (areValues(alike, place)) {
                Cluster all = alike.getFirst();
                alike.subList(1, alike.size()).forEach(cluster -> all.absorb(cluster, vocabulary));
                generalized.add(all);
            } else {
                generalized.addAll(alike);
            }
        }
        return generalized;
    }

    private boolean areValues(List<Cluster> alike, int place) {
        if (alike.size() == 1) {
            return false;
        }
        Cluster first = alike.getFirst();
        if (first.isKey(place, vocabulary)) {
            return false;
        }
        int words = 0;
        int others = 0;
        for (int other = 0; other < first.length(); other++) {
            if (other != place) {
                words += first.isConstantWord(other) ? 1 : 0;
                others += first.isWord(other) ? 0 : 1;
            }
        }
        int evidence = words + (others >= STRUCTURE ? 1 : 0);
        if (evidence == 0) {
            return false;
        }
        double values = 0;
        for (Cluster cluster : alike) {
            if (!cluster.isWord(place) || cluster.token(place) < 0) {
                return true;
            }
            values += cluster.count() < Cluster.MANY_LINES ? 1 : 0.5;
        }
        return values >= (evidence == 1 ? VALUES_BESIDE_ONE_WORD : VALUES_BETWEEN_WORDS);
    }

    private Collection<Cluster> group(List<Cluster> clusters) {
        Map<Tokens, List<Cluster>> leaves = new LinkedHashMap<>();
        for (Cluster cluster : clusters) {
            leaves.computeIfAbsent(leadingWords(cluster), key -> new ArrayList<>(1))
                    .add(cluster);
        }
        List<Cluster> groups = new ArrayList<>();
        leaves.values().forEach(leaf -> groups.addAll(groupLeaf(leaf)));
        return groups;
    }

    /** Groups become more general as they grow, so that what found none at first may find one then. */
    private List<Cluster> groupLeaf(List<Cluster> leaf) {
        FrequentWords words = FrequentWords.of(leaf, vocabulary);
        List<Cluster> groups = leaf;
        int before = Integer.MAX_VALUE;
        for (int round = 0; round < MOST_ROUNDS && groups.size() > 1 && groups.size() < before; round++) {
            before = groups.size();
            groups = joined(groups, words);
        }
        return groups;
    }

    private List<Cluster> joined(List<Cluster> clusters, FrequentWords words) {
        List<Cluster> groups = new ArrayList<>();
        for (Cluster cluster : clusters) {
            Cluster best = mostSimilar(cluster, groups, words);
            if (best != null) {
                best.absorb(cluster, vocabulary);
            } else {
                groups.add(cluster);
            }
        }
        groups.sort(Comparator.comparingLong(Cluster::count).reversed());
        return groups;
    }

    private @org.jspecify.annotations.Nullable Cluster mostSimilar(
            Cluster cluster, List<Cluster> groups, FrequentWords words) {
        Cluster best = null;
        double most = similarity;
        for (Cluster group : groups) {
            step.run();
            double common = group.similarity(cluster);
            if ((common > most || (common == most && best == null))
                    && group.mayJoin(cluster, vocabulary)
                    && !words.tellApart(group, cluster)) {
                best = group;
                most = common;
            }
        }
        return best == null && groups.size() >= MOST_GROUPS ? groups.getLast() : best;
    }

    private Tokens leadingWords(Cluster cluster) {
        int[] words = new int[depth];
        int count = 0;
        for (int place = 0; place < cluster.length() && count < depth; place++) {
            if (cluster.isWord(place)) {
                words[count++] = cluster.token(place) < 0 ? Vocabulary.ANY : cluster.token(place);
            }
        }
        return new Tokens(count == depth ? words : Arrays.copyOf(words, count));
    }
}
