package dev.halcyon.analytics.forecast;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.ToDoubleFunction;

/** The simplex search of J. A. Nelder and R. Mead ("A simplex method for function minimization", 1965). */
final class NelderMead {

    private static final double TOLERANCE = 1e-8;

    private NelderMead() {}

    private record Vertex(double[] point, double value) {}

    /**
     * A point near {@code start} where the function is small.
     *
     * @param step the size of the first simplex
     * @param evaluations how often the function is called at most, about
     */
    static double[] minimize(ToDoubleFunction<double[]> function, double[] start, double step, int evaluations) {
        int dimensions = start.length;
        Vertex[] simplex = new Vertex[dimensions + 1];
        simplex[0] = vertex(function, start.clone());
        for (int d = 0; d < dimensions; d++) {
            double[] moved = start.clone();
            moved[d] += step;
            simplex[d + 1] = vertex(function, moved);
        }
        int used = dimensions + 1;
        while (used < evaluations) {
            Arrays.sort(simplex, Comparator.comparingDouble(Vertex::value));
            Vertex best = simplex[0];
            Vertex worst = simplex[dimensions];
            if (worst.value - best.value <= TOLERANCE * (Math.abs(best.value) + TOLERANCE)) {
                break;
            }
            double[] centre = centre(simplex);
            Vertex reflected = vertex(function, towards(centre, worst.point, -1));
            used++;
            if (reflected.value < best.value) {
                Vertex expanded = vertex(function, towards(centre, worst.point, -2));
                used++;
                simplex[dimensions] = expanded.value < reflected.value ? expanded : reflected;
            } else if (reflected.value < simplex[dimensions - 1].value) {
                simplex[dimensions] = reflected;
            } else {
                boolean outside = reflected.value < worst.value;
                Vertex contracted = vertex(function, towards(centre, worst.point, outside ? -0.5 : 0.5));
                used++;
                if (contracted.value < Math.min(reflected.value, worst.value)) {
                    simplex[dimensions] = contracted;
                } else {
                    for (int d = 1; d <= dimensions; d++) {
                        simplex[d] = vertex(function, towards(best.point, simplex[d].point, 0.5));
                        used++;
                    }
                }
            }
        }
        return Arrays.stream(simplex)
                .min(Comparator.comparingDouble(Vertex::value))
                .orElseThrow()
                .point;
    }

    private static Vertex vertex(ToDoubleFunction<double[]> function, double[] point) {
        double value = function.applyAsDouble(point);
        return new Vertex(point, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value);
    }

    /** The middle of all vertices but the last. */
    private static double[] centre(Vertex[] simplex) {
        int dimensions = simplex.length - 1;
        double[] centre = new double[dimensions];
        for (int v = 0; v < dimensions; v++) {
            for (int d = 0; d < dimensions; d++) {
                centre[d] += simplex[v].point[d] / dimensions;
            }
        }
        return centre;
    }

    private static double[] towards(double[] from, double[] to, double share) {
        double[] point = new double[from.length];
        for (int d = 0; d < point.length; d++) {
            point[d] = from[d] + share * (to[d] - from[d]);
        }
        return point;
    }
}
