package dev.halcyon.analytics.templates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The words that are text because, of all the lines that begin alike, nearly all have one of a few words in a place:
 * {@code session opened for} whoever, {@code session closed for} whoever. The lines of one statement are scattered over
 * many clusters as long as its values differ, so that this shows in all of them together only.
 *
 * @param ofPlace the words, by place
 */
record FrequentWords(List<Set<Integer>> ofPlace) {

    private static final int MOST_WORDS = 3;
    private static final double LEAST_SHARE = 0.9;

    /** In clusters of as many tokens. */
    static FrequentWords of(List<Cluster> clusters, Vocabulary vocabulary) {
        List<Set<Integer>> ofPlace = new ArrayList<>();
        for (int place = 0; place < clusters.getFirst().length(); place++) {
            ofPlace.add(clusters.size() < 2 ? Set.of() : words(clusters, place, vocabulary));
        }
        return new FrequentWords(ofPlace);
    }

    private static Set<Integer> words(List<Cluster> clusters, int place, Vocabulary vocabulary) {
        Map<Integer, Long> lines = new HashMap<>();
        long all = 0;
        for (Cluster cluster : clusters) {
            all += cluster.count();
            if (cluster.isConstantWord(place)
                    && !cluster.isBehindKey(place, vocabulary)
                    && !vocabulary.isPartlyMasked(cluster.token(place))) {
                lines.merge(cluster.token(place), cluster.count(), Long::sum);
            }
        }
        Set<Integer> frequent = new HashSet<>();
        long covered = 0;
        for (Map.Entry<Integer, Long> word : lines.entrySet()) {
            if (word.getValue() >= Cluster.MANY_LINES) {
                frequent.add(word.getKey());
                covered += word.getValue();
            }
        }
        return frequent.size() > 1 && frequent.size() <= MOST_WORDS && covered >= LEAST_SHARE * all
                ? frequent
                : Set.of();
    }

    /** True when both have different words in a place, and at least one of them is text. */
    boolean tellApart(Cluster one, Cluster other) {
        for (int place = 0; place < ofPlace.size(); place++) {
            Set<Integer> words = ofPlace.get(place);
            if (!words.isEmpty()
                    && one.token(place) != other.token(place)
                    && (words.contains(one.token(place)) || words.contains(other.token(place)))) {
                return true;
            }
        }
        return false;
    }
}
