package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.Gamma;
import org.apache.commons.numbers.gamma.LogBeta;
import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.jspecify.annotations.Nullable;

/** Gamma, beta and error functions, and the test built on them. Outside its domain a function is NaN or null. */
final class StatisticsFunctions {

    private static final int HALVINGS = 1_100;

    private StatisticsFunctions() {}

    static void register(FunctionList list) {
        SqlType real = SqlType.DOUBLE;
        list.strict("kql_gamma", "", real, a -> Gamma.value(a.real(0)), real);
        list.strict("kql_log_gamma", "", real, a -> LogGamma.value(a.real(0)), real);
        list.strict("kql_erf", "", real, a -> Erf.value(a.real(0)), real);
        list.strict("kql_erfc", "", real, a -> Erfc.value(a.real(0)), real);
        list.strict("kql_beta_cdf", "", real, a -> betaCdf(a.real(0), a.real(1), a.real(2)), real, real, real);
        list.strict("kql_beta_inv", "", real, a -> betaInverse(a.real(0), a.real(1), a.real(2)), real, real, real);
        list.strict("kql_beta_pdf", "", real, a -> betaPdf(a.real(0), a.real(1), a.real(2)), real, real, real);
        list.strict(
                "kql_welch_test",
                "",
                real,
                a -> welch(a.real(0), a.real(1), a.real(2), a.real(3), a.real(4), a.real(5)),
                real,
                real,
                real,
                real,
                real,
                real);
    }

    private static double betaCdf(double x, double alpha, double beta) {
        if (!(alpha > 0) || !(beta > 0)) {
            return Double.NaN;
        }
        if (x <= 0) {
            return 0;
        }
        return x >= 1 ? 1 : RegularizedBeta.value(x, alpha, beta);
    }

    /** By halving: the function rises, and every step is one bit of the answer. */
    private static double betaInverse(double probability, double alpha, double beta) {
        if (!(alpha > 0) || !(beta > 0) || !(probability >= 0) || probability > 1) {
            return Double.NaN;
        }
        double low = 0;
        double high = 1;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (low + high) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (RegularizedBeta.value(middle, alpha, beta) < probability) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private static double betaPdf(double x, double alpha, double beta) {
        if (!(alpha > 0) || !(beta > 0)) {
            return Double.NaN;
        }
        if (x < 0 || x > 1) {
            return 0;
        }
        if (x == 0 || x == 1) {
            double exponent = x == 0 ? alpha : beta;
            double other = x == 0 ? beta : alpha;
            return exponent < 1 ? Double.POSITIVE_INFINITY : exponent == 1 ? other : 0;
        }
        return Math.exp((alpha - 1) * Math.log(x) + (beta - 1) * Math.log1p(-x) - LogBeta.value(alpha, beta));
    }

    /** The two-sided p-value of Welch's t-test; null where there are fewer than two values. */
    private static @Nullable Double welch(
            double mean1, double variance1, double count1, double mean2, double variance2, double count2) {
        if (!(count1 > 1) || !(count2 > 1) || !(variance1 >= 0) || !(variance2 >= 0)) {
            return null;
        }
        double error1 = variance1 / count1;
        double error2 = variance2 / count2;
        double error = error1 + error2;
        double t = (mean1 - mean2) / Math.sqrt(error);
        double freedom = error * error / (error1 * error1 / (count1 - 1) + error2 * error2 / (count2 - 1));
        if (Double.isNaN(t) || Double.isNaN(freedom)) {
            return null;
        }
        // Student's distribution by the regularized beta function.
        return RegularizedBeta.value(freedom / (freedom + t * t), freedom / 2, 0.5);
    }
}
