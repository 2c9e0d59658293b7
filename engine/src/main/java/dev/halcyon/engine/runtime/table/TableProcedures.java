package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.runtime.graph.GraphProcedures;
import dev.halcyon.kql.plan.ActiveUsersCount;
import dev.halcyon.kql.plan.ActivityMetrics;
import dev.halcyon.kql.plan.AddressLookup;
import dev.halcyon.kql.plan.FunnelCompletion;
import dev.halcyon.kql.plan.FunnelSequence;
import dev.halcyon.kql.plan.GraphComponents;
import dev.halcyon.kql.plan.GraphMatch;
import dev.halcyon.kql.plan.LogPatterns;
import dev.halcyon.kql.plan.PatternMining;
import dev.halcyon.kql.plan.RollingPercentile;
import dev.halcyon.kql.plan.RowsNear;
import dev.halcyon.kql.plan.Scan;
import dev.halcyon.kql.plan.SchemaMerge;
import dev.halcyon.kql.plan.SegmentExplanation;
import dev.halcyon.kql.plan.SequenceDetect;
import dev.halcyon.kql.plan.SessionCount;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.plan.TextDifference;
import dev.halcyon.kql.plan.TextReduction;

/** The procedure of each computation. */
public final class TableProcedures {

    private TableProcedures() {}

    /**
     * A new procedure for one execution.
     *
     * @param compiler compiles the expressions that the computation holds
     */
    public static TableProcedure of(TableFunction function, ExpressionCompiler compiler) {
        return switch (function.computation()) {
            case GraphComponents components -> GraphProcedures.of(components);
            case GraphMatch match -> GraphProcedures.of(match);
            case ActiveUsersCount active -> new ActiveUsersProcedure(active);
            case ActivityMetrics metrics ->
                new ActivityProcedure(metrics, function.inputs().size() > 1);
            case FunnelCompletion completion -> new FunnelCompletionProcedure(completion);
            case FunnelSequence funnel -> new FunnelSequenceProcedure(funnel);
            case RollingPercentile rolling -> new RollingPercentileProcedure(rolling);
            case SegmentExplanation explanation -> new ExplainProcedure(explanation);
            case SequenceDetect detect -> new SequenceDetectProcedure(detect);
            case AddressLookup lookup -> new AddressLookupProcedure(lookup);
            case RowsNear near -> new RowsNearProcedure(near);
            case Scan scan ->
                new ScanProcedure(scan, function.inputs().getFirst().columns(), compiler);
            case SchemaMerge merge -> new SchemaMergeProcedure(merge);
            case LogPatterns patterns -> new LogPatternsProcedure(patterns);
            case PatternMining mining -> new PatternMiningProcedure(mining);
            case SessionCount sessions -> new SessionCountProcedure(sessions);
            case TextDifference difference -> new TextDifferenceProcedure(difference);
            case TextReduction reduction -> new TextReductionProcedure(reduction);
        };
    }
}
