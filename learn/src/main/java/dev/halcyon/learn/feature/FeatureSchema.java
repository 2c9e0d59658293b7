package dev.halcyon.learn.feature;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The ordered features of a matrix or model; names are distinct. The order matters: models refer to it by index. */
public record FeatureSchema(List<Feature> features) {
    public FeatureSchema {
        features = List.copyOf(features);
        Set<String> names = new HashSet<>();
        for (Feature feature : features) {
            if (!names.add(feature.name())) {
                throw new IllegalArgumentException("Two features are called %s.".formatted(feature.name()));
            }
        }
    }

    public int size() {
        return features.size();
    }

    public Feature feature(int index) {
        return features.get(index);
    }
}
