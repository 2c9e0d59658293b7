package dev.halcyon.learn.validation;

/**
 * One cut of sorted rows: train on the rows before {@code trainEnd}, test on {@code trainEnd} to {@code testEnd}
 * (exclusive).
 */
public record Fold(int trainEnd, int testEnd) {
    public Fold {
        if (trainEnd < 1 || testEnd <= trainEnd) {
            throw new IllegalArgumentException("A fold to %d, tested to %d, is empty.".formatted(trainEnd, testEnd));
        }
    }

    public int trainRows() {
        return trainEnd;
    }

    public int testRows() {
        return testEnd - trainEnd;
    }
}
