package dev.halcyon.learn.feature;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** A column of numbers; NaN is missing. */
public final class NumericColumn implements Column {
    private final String name;
    private final double[] values;

    private NumericColumn(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    /** A column of a copy of the values. */
    public static NumericColumn of(String name, double... values) {
        return new NumericColumn(name, values.clone());
    }

    /** A column of {@code value(0) … value(size - 1)}. */
    public static NumericColumn of(String name, int size, IntToDoubleFunction value) {
        double[] values = new double[size];
        Arrays.setAll(values, value);
        return new NumericColumn(name, values);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int size() {
        return values.length;
    }

    public double value(int row) {
        return values[row];
    }

    /** A copy of the values. */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public Feature.Numeric feature() {
        return new Feature.Numeric(name);
    }

    @Override
    public NumericColumn slice(int from, int to) {
        return new NumericColumn(name, Arrays.copyOfRange(values, from, to));
    }

    @Override
    public NumericColumn rows(int[] indexes) {
        return of(name, indexes.length, i -> values[indexes[i]]);
    }
}
