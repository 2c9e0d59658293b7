package dev.halcyon.learn.feature;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Columns of equal length in a fixed order: the inputs of a model, one row an observation. Immutable. */
public final class FeatureMatrix {
    private final FeatureSchema schema;
    private final List<Column> columns;
    private final int rowCount;

    private FeatureMatrix(FeatureSchema schema, List<Column> columns, int rowCount) {
        this.schema = schema;
        this.columns = columns;
        this.rowCount = rowCount;
    }

    /**
     * A matrix of the given columns.
     *
     * @throws InvalidDataException when there is no column or the lengths differ
     */
    public static FeatureMatrix of(List<? extends Column> columns) {
        if (columns.isEmpty()) {
            throw new InvalidDataException("A feature matrix needs a column.", "Name at least one feature.");
        }
        int rowCount = columns.getFirst().size();
        for (Column column : columns) {
            if (column.size() != rowCount) {
                throw new InvalidDataException(
                        "Column %s has %d rows, column %s has %d."
                                .formatted(columns.getFirst().name(), rowCount, column.name(), column.size()),
                        "Give every column one value a row; NaN or a null category for a missing one.");
            }
        }
        FeatureSchema schema =
                new FeatureSchema(columns.stream().map(Column::feature).toList());
        return new FeatureMatrix(schema, List.copyOf(columns), rowCount);
    }

    public FeatureSchema schema() {
        return schema;
    }

    public int rowCount() {
        return rowCount;
    }

    public int columnCount() {
        return columns.size();
    }

    public Column column(int index) {
        return columns.get(index);
    }

    public List<Column> columns() {
        return columns;
    }

    /** The rows {@code from} (inclusive) to {@code to} (exclusive). */
    public FeatureMatrix slice(int from, int to) {
        return map(column -> column.slice(from, to));
    }

    /** The given rows in the given order. */
    public FeatureMatrix rows(int[] indexes) {
        return map(column -> column.rows(indexes));
    }

    /** Without the categories that no row has; what a model learns from, so that others are unknown to it. */
    public FeatureMatrix withoutUnusedCategories() {
        return map(column -> switch (column) {
            case NumericColumn numeric -> numeric;
            case CategoricalColumn categorical -> categorical.withoutUnusedCategories();
        });
    }

    /**
     * These rows in the shape of another schema: columns found by name and put in its order, categories under its
     * codes (unknown ones become missing); further columns are dropped.
     *
     * @throws InvalidDataException when a column is missing or is of the other kind
     */
    public FeatureMatrix alignTo(FeatureSchema target) {
        Map<String, Column> byName = new HashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        List<Column> aligned = new ArrayList<>();
        for (Feature feature : target.features()) {
            Column column = byName.get(feature.name());
            if (column == null) {
                throw new InvalidDataException(
                        "The model needs the column %s; given are %s.".formatted(feature.name(), byName.keySet()),
                        "Make the features the way they were made for training.");
            }
            aligned.add(align(column, feature));
        }
        return new FeatureMatrix(target, List.copyOf(aligned), rowCount);
    }

    private static Column align(Column column, Feature feature) {
        if (feature instanceof Feature.Categorical wanted && column instanceof CategoricalColumn given) {
            return given.recode(wanted);
        }
        if (feature instanceof Feature.Numeric && column instanceof NumericColumn) {
            return column;
        }
        throw new InvalidDataException(
                "Column %s is %s, the model learned it as %s."
                        .formatted(column.name(), kind(column.feature()), kind(feature)),
                "Make the features the way they were made for training.");
    }

    private static String kind(Feature feature) {
        return switch (feature) {
            case Feature.Numeric ignored -> "numeric";
            case Feature.Categorical ignored -> "categorical";
        };
    }

    private FeatureMatrix map(UnaryOperator<Column> change) {
        return of(columns.stream().map(change).toList());
    }
}
