package dev.halcyon.kql.plan;

/**
 * What a {@link TableFunction} computes: one record for each algorithm, with its constant arguments. Columns are meant
 * by their position in the function's inputs, so that a computation needs no change when a plan is copied.
 */
public sealed interface TableComputation
        permits ActiveUsersCount,
                ActivityMetrics,
                AddressLookup,
                FunnelCompletion,
                FunnelSequence,
                GraphComponents,
                GraphMatch,
                LogPatterns,
                PatternMining,
                RollingPercentile,
                RowsNear,
                Scan,
                SchemaMerge,
                SegmentExplanation,
                SequenceDetect,
                SessionCount,
                TextDifference,
                TextReduction {

    /** The name for messages and explanations, such as {@code session_count}. */
    String name();
}
