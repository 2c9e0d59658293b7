package dev.halcyon.learn.feature;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A column of categories: one code a row, an index into the category names, or {@link #MISSING}. */
public final class CategoricalColumn implements Column {
    /** The code of a missing or unknown category. */
    public static final int MISSING = -1;

    private final Feature.Categorical feature;
    private final int[] codes;

    private CategoricalColumn(Feature.Categorical feature, int[] codes) {
        this.feature = feature;
        this.codes = codes;
    }

    /** A column over the distinct values in ascending order; null is missing. O(n log c) for c categories. */
    public static CategoricalColumn of(String name, List<? extends @Nullable String> values) {
        TreeSet<String> distinct = new TreeSet<>();
        for (String value : values) {
            if (value != null) {
                distinct.add(value);
            }
        }
        Feature.Categorical feature = new Feature.Categorical(name, new ArrayList<>(distinct));
        Map<String, Integer> index = indexOf(feature.categories());
        int[] codes = new int[values.size()];
        int row = 0;
        for (String value : values) {
            codes[row++] = value == null ? MISSING : index.getOrDefault(value, MISSING);
        }
        return new CategoricalColumn(feature, codes);
    }

    /**
     * A column of codes that point into the given categories.
     *
     * @throws InvalidDataException for a code that is neither an index of a category nor {@link #MISSING}
     */
    public static CategoricalColumn ofCodes(String name, List<String> categories, int... codes) {
        Feature.Categorical feature = new Feature.Categorical(name, categories);
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] < MISSING || codes[row] >= categories.size()) {
                throw new InvalidDataException(
                        "Column %s, row %d: code %d points to none of %d categories."
                                .formatted(name, row, codes[row], categories.size()),
                        "Codes run from 0; -1 marks a missing category.");
            }
        }
        return new CategoricalColumn(feature, codes.clone());
    }

    @Override
    public String name() {
        return feature.name();
    }

    @Override
    public int size() {
        return codes.length;
    }

    public int code(int row) {
        return codes[row];
    }

    /** The category's name, or null when it is missing. */
    public @Nullable String category(int row) {
        return codes[row] == MISSING ? null : feature.categories().get(codes[row]);
    }

    public List<String> categories() {
        return feature.categories();
    }

    @Override
    public Feature.Categorical feature() {
        return feature;
    }

    @Override
    public CategoricalColumn slice(int from, int to) {
        return new CategoricalColumn(feature, Arrays.copyOfRange(codes, from, to));
    }

    @Override
    public CategoricalColumn rows(int[] indexes) {
        int[] selected = new int[indexes.length];
        Arrays.setAll(selected, i -> codes[indexes[i]]);
        return new CategoricalColumn(feature, selected);
    }

    /** The same categories under the codes of another feature; names it does not know become missing. */
    public CategoricalColumn recode(Feature.Categorical target) {
        if (target.categories().equals(feature.categories())) {
            return new CategoricalColumn(target, codes);
        }
        Map<String, Integer> index = indexOf(target.categories());
        int[] translation = feature.categories().stream()
                .mapToInt(category -> index.getOrDefault(category, MISSING))
                .toArray();
        int[] recoded = new int[codes.length];
        Arrays.setAll(recoded, row -> codes[row] == MISSING ? MISSING : translation[codes[row]]);
        return new CategoricalColumn(target, recoded);
    }

    /** The same rows with only the categories that occur, in their present order. */
    public CategoricalColumn withoutUnusedCategories() {
        boolean[] used = new boolean[categories().size()];
        for (int code : codes) {
            if (code != MISSING) {
                used[code] = true;
            }
        }
        List<String> kept = new ArrayList<>();
        for (int code = 0; code < used.length; code++) {
            if (used[code]) {
                kept.add(categories().get(code));
            }
        }
        return recode(new Feature.Categorical(name(), kept));
    }

    private static Map<String, Integer> indexOf(List<String> categories) {
        Map<String, Integer> index = HashMap.newHashMap(categories.size());
        for (String category : categories) {
            index.put(category, index.size());
        }
        return index;
    }
}
