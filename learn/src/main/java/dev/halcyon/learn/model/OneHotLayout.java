package dev.halcyon.learn.model;

import dev.halcyon.learn.feature.Feature;
import dev.halcyon.learn.feature.FeatureSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the features of a schema lie in a linear model's coefficients: first one coefficient a category, categorical
 * features in schema order, then one coefficient a numeric feature.
 */
public final class OneHotLayout {
    private final int[] start;
    private final int size;
    private final List<String> names;

    public OneHotLayout(FeatureSchema schema) {
        start = new int[schema.size()];
        names = new ArrayList<>();
        for (int f = 0; f < schema.size(); f++) {
            if (schema.feature(f) instanceof Feature.Categorical categorical) {
                start[f] = names.size();
                categorical.categories().forEach(category -> names.add(categorical.name() + "=" + category));
            }
        }
        for (int f = 0; f < schema.size(); f++) {
            if (schema.feature(f) instanceof Feature.Numeric numeric) {
                start[f] = names.size();
                names.add(numeric.name());
            }
        }
        size = names.size();
    }

    /** The index of a numeric feature's coefficient, or of a categorical feature's first one. */
    public int start(int feature) {
        return start[feature];
    }

    /** Number of coefficients. */
    public int size() {
        return size;
    }

    /** What each coefficient belongs to: {@code Hour} or {@code DataType=Perf}. */
    public List<String> names() {
        return List.copyOf(names);
    }
}
