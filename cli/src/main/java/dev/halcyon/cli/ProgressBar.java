package dev.halcyon.cli;

/** A line that tells how far something is. */
final class ProgressBar {

    private static final int WIDTH = 24;

    private ProgressBar() {}

    /**
     * The bar and its share in percent, for example {@code [######..................] 25 %}.
     *
     * @param done not negative; more than the total is the total
     * @param total 0 is done
     */
    static String of(long done, long total) {
        double share = total <= 0 ? 1 : Math.clamp((double) done / total, 0, 1);
        int filled = (int) (share * WIDTH);
        return "[%s%s] %d %%".formatted("#".repeat(filled), ".".repeat(WIDTH - filled), (int) (share * 100));
    }
}
