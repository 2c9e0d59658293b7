package dev.halcyon.engine.index;

/** What an extent knows of its row groups. A set of groups is a number with one bit for each, the first one lowest. */
public interface GroupStatistics {

    /** Every group. */
    long all();

    /** The groups whose rows may have the column in the range, both ends included; all when nothing is known of it. */
    long between(String column, long first, long last);

    /** The groups whose rows may have the token in the column; all when the column is not indexed. */
    long withToken(String column, long hash);
}
