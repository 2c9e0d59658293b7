package dev.halcyon.analytics.anomalies;

import java.util.Arrays;

/** The latest values of a stream in ascending order. Adding is O(capacity), with a constant of a memory copy. */
final class SlidingOrder {

    private final double[] arrived;
    private double[] sorted;
    private int size;
    private int next;

    SlidingOrder(int capacity) {
        this.arrived = new double[capacity];
        this.sorted = new double[Math.min(capacity, 64)];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
        next = 0;
    }

    /** Adds a value, which pushes out the oldest when the capacity is reached. */
    void add(double value) {
        if (size == arrived.length) {
            int place = place(arrived[next]);
            System.arraycopy(sorted, place + 1, sorted, place, size - place - 1);
            size--;
        } else if (size == sorted.length) {
            sorted = Arrays.copyOf(sorted, Math.min(2 * size, arrived.length));
        }
        int place = place(value);
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = value;
        size++;
        arrived[next] = value;
        next = (next + 1) % arrived.length;
    }

    /** How many values are below {@code value}. */
    int below(double value) {
        int place = place(value);
        while (place > 0 && sorted[place - 1] == value) {
            place--;
        }
        return place;
    }

    /** How many values are above {@code value}. */
    int above(double value) {
        int place = place(value);
        while (place < size && sorted[place] == value) {
            place++;
        }
        return size - place;
    }

    /** The quantile with linear interpolation at position share·(size − 1). */
    double quantile(double share) {
        double position = share * (size - 1);
        int lower = (int) position;
        double value = sorted[lower];
        return lower + 1 < size ? value + (position - lower) * (sorted[lower + 1] - value) : value;
    }

    private int place(double value) {
        int found = Arrays.binarySearch(sorted, 0, size, value);
        return found < 0 ? -found - 1 : found;
    }
}
