package dev.halcyon.learn.linear;

import dev.halcyon.learn.feature.Dataset;
import java.util.List;

/**
 * The exact leave-one-out errors of ridge regression without refitting (R. Rifkin and R. Lippert, "Notes on
 * regularized least squares", 2007): leaving row i out changes its residual by the factor 1 / (1 - hᵢ), where the
 * leverage hᵢ is 1/n for the unpenalised intercept plus Σₖ tᵢₖ² / (λₖ + α), tᵢₖ being the centred row in the k-th
 * eigen-direction.
 */
final class LeaveOneOut {
    private final SymmetricEigen eigen;
    private final double[] targetAlong;

    LeaveOneOut(CenteredMoments moments, SymmetricEigen eigen) {
        this.eigen = eigen;
        targetAlong = new double[eigen.rank()];
        for (int k = 0; k < targetAlong.length; k++) {
            for (int i = 0; i < moments.size(); i++) {
                targetAlong[k] += eigen.component(k, i) * moments.targetProduct(i);
            }
        }
    }

    /** The coefficients for a penalty. */
    double[] coefficients(double alpha, int size) {
        double[] coefficients = new double[size];
        for (int k = 0; k < eigen.rank(); k++) {
            double along = targetAlong[k] / (eigen.value(k) + alpha);
            for (int i = 0; i < size; i++) {
                coefficients[i] += eigen.component(k, i) * along;
            }
        }
        return coefficients;
    }

    /** The mean squared leave-one-out error of every penalty, in one pass. O(n · rank · (row ones + penalties)). */
    double[] meanSquaredErrors(DesignMatrix design, Dataset dataset, CenteredMoments moments, List<Double> alphas) {
        int rank = eigen.rank();
        double[] meanAlong = meanAlong(moments);
        double[][] weight = weights(alphas);
        double[] totals = new double[alphas.size()];
        double[] along = new double[rank];
        double interceptLeverage = 1.0 / design.rowCount();
        for (int row = 0; row < design.rowCount(); row++) {
            project(design, row, meanAlong, along);
            double target = dataset.target(row) - moments.targetMean();
            for (int a = 0; a < totals.length; a++) {
                double prediction = 0;
                double leverage = interceptLeverage;
                for (int k = 0; k < rank; k++) {
                    double weighted = along[k] * weight[a][k];
                    prediction += weighted * targetAlong[k];
                    leverage += weighted * along[k];
                }
                double error = (target - prediction) / (1 - leverage);
                totals[a] += error * error;
            }
        }
        for (int a = 0; a < totals.length; a++) {
            totals[a] /= design.rowCount();
        }
        return totals;
    }

    private double[][] weights(List<Double> alphas) {
        double[][] weight = new double[alphas.size()][eigen.rank()];
        for (int a = 0; a < weight.length; a++) {
            for (int k = 0; k < eigen.rank(); k++) {
                weight[a][k] = 1 / (eigen.value(k) + alphas.get(a));
            }
        }
        return weight;
    }

    private double[] meanAlong(CenteredMoments moments) {
        double[] along = new double[eigen.rank()];
        for (int k = 0; k < along.length; k++) {
            for (int i = 0; i < moments.size(); i++) {
                along[k] += eigen.component(k, i) * moments.mean(i);
            }
        }
        return along;
    }

    private void project(DesignMatrix design, int row, double[] meanAlong, double[] along) {
        for (int k = 0; k < along.length; k++) {
            along[k] = -meanAlong[k];
        }
        for (int c = 0; c < design.categoricalCount(); c++) {
            int position = design.onePosition(c, row);
            if (position >= 0) {
                for (int k = 0; k < along.length; k++) {
                    along[k] += eigen.component(k, position);
                }
            }
        }
        for (int m = 0; m < design.numericCount(); m++) {
            double number = design.number(m, row);
            int position = design.numericStart() + m;
            for (int k = 0; k < along.length; k++) {
                along[k] += eigen.component(k, position) * number;
            }
        }
    }
}
