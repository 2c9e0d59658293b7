package dev.halcyon.analytics.arithmetic;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** Functions of single numbers applied to whole series. */
public final class ElementWise {

    private ElementWise() {}

    /** The function of each element. */
    public static double[] map(double[] series, DoubleUnaryOperator function) {
        double[] result = new double[series.length];
        for (int i = 0; i < series.length; i++) {
            result[i] = function.applyAsDouble(series[i]);
        }
        return result;
    }

    /** The function of elements of equal position, as far as the shorter series reaches. */
    public static double[] zip(double[] left, double[] right, DoubleBinaryOperator function) {
        double[] result = new double[Math.min(left.length, right.length)];
        for (int i = 0; i < result.length; i++) {
            result[i] = function.applyAsDouble(left[i], right[i]);
        }
        return result;
    }

    /** −1, 0 or 1. */
    public static double sign(double value) {
        return Math.signum(value) + 0.0;
    }
}
