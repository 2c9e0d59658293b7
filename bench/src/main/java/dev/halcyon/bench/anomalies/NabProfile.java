package dev.halcyon.bench.anomalies;

/** What a hit, a false alarm and a missed window weigh in the three published profiles. */
enum NabProfile {
    STANDARD(1, 0.11, 1),
    LOW_FALSE_POSITIVES(1, 0.22, 1),
    LOW_FALSE_NEGATIVES(1, 0.11, 2);

    private final double hit;
    private final double falseAlarm;
    private final double miss;

    NabProfile(double hit, double falseAlarm, double miss) {
        this.hit = hit;
        this.falseAlarm = falseAlarm;
        this.miss = miss;
    }

    double hit() {
        return hit;
    }

    double falseAlarm() {
        return falseAlarm;
    }

    double miss() {
        return miss;
    }
}
