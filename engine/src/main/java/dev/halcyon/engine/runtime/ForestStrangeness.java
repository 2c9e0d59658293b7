package dev.halcyon.engine.runtime;

import com.amazon.randomcutforest.RandomCutForest;
import dev.halcyon.analytics.anomalies.StrangenessMeasure;

/**
 * How easily the latest deviations are cut off from those before by random cuts (S. Guha, N. Mishra, G. Roy and
 * O. Schrijvers, "Robust random cut forest based anomaly detection on streams", 2016). The seed is fixed, so the same
 * series always gets the same answer.
 *
 * <p>Not in {@code analytics}, which stays without dependencies.
 */
final class ForestStrangeness implements StrangenessMeasure {

    /** So many points in a row are looked at together. */
    private static final int SHINGLE = 4;

    private static final int TREES = 50;
    private static final int SAMPLE = 256;
    private static final long SEED = 20_160_619;

    /** The forest computes with floats, and with differences of them. */
    private static final double GREATEST = Float.MAX_VALUE / 1024;

    private final RandomCutForest forest = RandomCutForest.builder()
            .dimensions(SHINGLE)
            .shingleSize(SHINGLE)
            .internalShinglingEnabled(true)
            .numberOfTrees(TREES)
            .sampleSize(SAMPLE)
            .parallelExecutionEnabled(false)
            .randomSeed(SEED)
            .build();

    @Override
    public double next(double deviation) {
        float[] point = {(float) Math.clamp(deviation, -GREATEST, GREATEST)};
        double score = forest.getAnomalyScore(point);
        forest.update(point);
        return score;
    }
}
