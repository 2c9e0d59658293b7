package dev.halcyon.learn.feature;

import java.util.HashSet;
import java.util.List;

/** What a model knows about one input column: its name, its kind and, for categories, their names. */
public sealed interface Feature {
    String name();

    /** A column of numbers; NaN is missing. */
    record Numeric(String name) implements Feature {}

    /** A column of categories; a code is an index into {@code categories}, which are distinct. */
    record Categorical(String name, List<String> categories) implements Feature {
        public Categorical {
            categories = List.copyOf(categories);
            if (new HashSet<>(categories).size() != categories.size()) {
                throw new IllegalArgumentException("Feature %s names a category twice.".formatted(name));
            }
        }
    }
}
