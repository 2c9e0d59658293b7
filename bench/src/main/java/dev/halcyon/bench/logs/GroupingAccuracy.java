package dev.halcyon.bench.logs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The share of lines in groups that are exactly right: a line counts when its group holds all lines of its template and
 * no other (J. Zhu, S. He, J. Liu, P. He, Q. Xie, Z. Zheng, M. R. Lyu, "Tools and benchmarks for automated log parsing",
 * ICSE-SEIP 2019).
 */
public final class GroupingAccuracy {

    private GroupingAccuracy() {}

    /**
     * The accuracy, 0 … 1.
     *
     * @param truth the template of each line
     * @param found the group of each line
     */
    public static double of(List<Integer> truth, List<Integer> found) {
        Map<Integer, Integer> templateSizes = sizes(truth);
        Map<Integer, Integer> groupSizes = sizes(found);
        Map<List<Integer>, Integer> common = new HashMap<>();
        for (int line = 0; line < truth.size(); line++) {
            common.merge(List.of(truth.get(line), found.get(line)), 1, Integer::sum);
        }
        int right = 0;
        for (Map.Entry<List<Integer>, Integer> each : common.entrySet()) {
            Integer size = each.getValue();
            if (size.equals(templateSizes.get(each.getKey().getFirst()))
                    && size.equals(groupSizes.get(each.getKey().getLast()))) {
                right += size;
            }
        }
        return truth.isEmpty() ? 1 : right / (double) truth.size();
    }

    private static Map<Integer, Integer> sizes(List<Integer> groups) {
        Map<Integer, Integer> sizes = new HashMap<>();
        groups.forEach(group -> sizes.merge(group, 1, Integer::sum));
        return sizes;
    }
}
