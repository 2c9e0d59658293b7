package dev.halcyon.analytics.transform;

/**
 * A transform of any length as a convolution with a chirp (L. I. Bluestein, "A linear filtering approach to the
 * computation of discrete Fourier transform", 1970), computed by transforms of a power of two.
 */
final class Bluestein implements ComplexAlgorithm {

    private final int length;
    private final int padded;
    private final MixedRadix powerOfTwo;
    private final double[] chirpCosine;
    private final double[] chirpSine;
    private final double[] kernelReal;
    private final double[] kernelImaginary;

    Bluestein(int length) {
        this.length = length;
        this.padded = Integer.highestOneBit(2 * length - 1) * 2;
        this.powerOfTwo = new MixedRadix(padded);
        this.chirpCosine = new double[length];
        this.chirpSine = new double[length];
        for (int k = 0; k < length; k++) {
            // Reduced before it is multiplied by π, or the angle of late elements would be rounded.
            double angle = Math.PI * ((long) k * k % (2L * length)) / length;
            chirpCosine[k] = Math.cos(angle);
            chirpSine[k] = -Math.sin(angle);
        }
        this.kernelReal = new double[padded];
        this.kernelImaginary = new double[padded];
        for (int k = 0; k < length; k++) {
            int mirror = k == 0 ? 0 : padded - k;
            kernelReal[k] = chirpCosine[k];
            kernelReal[mirror] = chirpCosine[k];
            kernelImaginary[k] = -chirpSine[k];
            kernelImaginary[mirror] = -chirpSine[k];
        }
        powerOfTwo.transform(kernelReal, kernelImaginary);
    }

    @Override
    public void transform(double[] real, double[] imaginary) {
        double[] workReal = new double[padded];
        double[] workImaginary = new double[padded];
        for (int k = 0; k < length; k++) {
            workReal[k] = real[k] * chirpCosine[k] - imaginary[k] * chirpSine[k];
            workImaginary[k] = real[k] * chirpSine[k] + imaginary[k] * chirpCosine[k];
        }
        powerOfTwo.transform(workReal, workImaginary);
        for (int k = 0; k < padded; k++) {
            double productReal = workReal[k] * kernelReal[k] - workImaginary[k] * kernelImaginary[k];
            workImaginary[k] = workReal[k] * kernelImaginary[k] + workImaginary[k] * kernelReal[k];
            workReal[k] = productReal;
        }
        // The inverse is the forward transform with the two parts exchanged.
        powerOfTwo.transform(workImaginary, workReal);
        for (int k = 0; k < length; k++) {
            double r = workReal[k] / padded;
            double i = workImaginary[k] / padded;
            real[k] = r * chirpCosine[k] - i * chirpSine[k];
            imaginary[k] = r * chirpSine[k] + i * chirpCosine[k];
        }
    }
}
