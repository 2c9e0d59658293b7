package dev.halcyon.learn.linear;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Eigenvalues and orthonormal eigenvectors of a symmetric positive semi-definite matrix, without its null space.
 *
 * <p>Directions whose eigenvalue is rounding noise (at most p · 4 · 2⁻⁵² of the largest) are left out: the rows do not
 * vary along them, so every coefficient vector of least norm is 0 there.
 */
final class SymmetricEigen {
    private static final double NOISE = 4 * Math.ulp(1.0);

    private final double[] values;
    private final double[][] vectors;

    /** Decomposes the matrix with the given entries. O(p³). */
    SymmetricEigen(int size, EntryFunction entry) {
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                matrix.set(i, j, entry.at(i, j));
            }
        }
        EigenDecomposition_F64<DMatrixRMaj> decomposition = DecompositionFactory_DDRM.eig(size, true, true);
        if (!decomposition.decompose(matrix)) {
            throw new ArithmeticException("The eigen-decomposition of a %d × %d matrix failed.".formatted(size, size));
        }
        double largest = 0;
        for (int k = 0; k < size; k++) {
            largest = Math.max(largest, decomposition.getEigenvalue(k).getReal());
        }
        List<Integer> kept = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            if (decomposition.getEigenvalue(k).getReal() > largest * size * NOISE) {
                kept.add(k);
            }
        }
        values = kept.stream()
                .mapToDouble(k -> decomposition.getEigenvalue(k).getReal())
                .toArray();
        vectors = kept.stream()
                .map(k -> decomposition.getEigenVector(k).getData().clone())
                .toArray(double[][]::new);
    }

    /** Number of directions outside the null space. */
    int rank() {
        return values.length;
    }

    double value(int k) {
        return values[k];
    }

    /** Component {@code i} of eigenvector {@code k}. */
    double component(int k, int i) {
        return vectors[k][i];
    }

    /** The entry in a row and column of a matrix. */
    @FunctionalInterface
    interface EntryFunction {
        double at(int row, int column);
    }
}
