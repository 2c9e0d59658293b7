package dev.halcyon.engine.runtime;

import java.math.BigInteger;

/**
 * Decimal digits to the nearest double, several times faster than {@link Double#parseDouble}: exact products where a
 * double holds both factors, else one 128-bit product with a power of five (D. Lemire, "Number parsing at a gigabyte per
 * second", 2021). What neither decides is left to the library.
 */
final class DecimalReader {

    private static final int LARGEST_EXACT_POWER = 22;
    private static final long LARGEST_EXACT = 1L << 53;
    private static final double[] POWERS = powers();

    /** The powers of five with a 128-bit form; numbers beyond them are rare. */
    private static final int FARTHEST = 64;

    private static final long[] FIVES_HIGH = new long[2 * FARTHEST + 1];
    private static final long[] FIVES_LOW = new long[2 * FARTHEST + 1];

    static {
        for (int power = -FARTHEST; power <= FARTHEST; power++) {
            BigInteger five = normalisedFive(power);
            FIVES_HIGH[power + FARTHEST] = five.shiftRight(64).longValue();
            FIVES_LOW[power + FARTHEST] = five.longValue();
        }
    }

    private DecimalReader() {}

    private static double[] powers() {
        double[] powers = new double[LARGEST_EXACT_POWER + 1];
        powers[0] = 1;
        for (int power = 1; power < powers.length; power++) {
            powers[power] = powers[power - 1] * 10;
        }
        return powers;
    }

    /** The 128 leading bits of 5^power, rounded down for positive and up for negative powers. */
    private static BigInteger normalisedFive(int power) {
        BigInteger five = BigInteger.valueOf(5).pow(Math.abs(power));
        if (power >= 0) {
            return five.shiftLeft(128).shiftRight(five.bitLength());
        }
        int bits = five.subtract(BigInteger.ONE).bitLength();
        BigInteger reciprocal = BigInteger.ONE
                .shiftLeft(power >= -27 ? bits + 127 : 2 * bits + 128)
                .divide(five)
                .add(BigInteger.ONE);
        return reciprocal.shiftRight(Math.max(0, reciprocal.bitLength() - 128));
    }

    /** digits · 10^exponent, or NaN when the library must decide. */
    static double fast(long digits, int exponent) {
        if (digits == 0) {
            return 0;
        }
        if (digits > 0 && digits <= LARGEST_EXACT && Math.abs(exponent) <= LARGEST_EXACT_POWER) {
            return exponent < 0 ? digits / POWERS[-exponent] : digits * POWERS[exponent];
        }
        return Math.abs(exponent) > FARTHEST ? Double.NaN : rounded(digits, exponent);
    }

    private static double rounded(long digits, int exponent) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long shifted = digits << zeros;
        long five = FIVES_HIGH[exponent + FARTHEST];
        long low = shifted * five;
        long high = Math.unsignedMultiplyHigh(shifted, five);
        if ((high & 0x1FF) == 0x1FF) {
            long more = Math.unsignedMultiplyHigh(shifted, FIVES_LOW[exponent + FARTHEST]);
            long sum = low + more;
            high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
            low = sum;
        }
        if (low == -1 && (exponent < -27 || exponent > 55)) {
            return Double.NaN;
        }
        int top = (int) (high >>> 63);
        int shift = top + 64 - 52 - 3;
        long mantissa = high >>> shift;
        int binary = ((217706 * exponent) >> 16) + 63 + top - zeros + 1023;
        boolean half = Long.compareUnsigned(low, 1) <= 0 && exponent >= -4 && exponent <= 23 && (mantissa & 3) == 1;
        if (half && mantissa << shift == high) {
            mantissa &= ~1L;
        }
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        if (mantissa >= 2L << 52) {
            mantissa = 1L << 52;
            binary++;
        }
        return Double.longBitsToDouble((mantissa & ~(1L << 52)) | ((long) binary << 52));
    }
}
