package dev.halcyon.workspace.rule;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.type.Column;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The plans of rules' transformations, each compiled once for a version of its rule. A plan outlives requests: it sees the
 * stream's columns only, never a table, and {@code now()} stays a call. Thread-safe.
 */
final class TransformationPlans {

    private record Way(DataFlow flow, String stream) {}

    private record Version(String etag, Map<Way, Relation> plans) {}

    private final TransformationCompiler compiler;
    private final Map<String, Version> versions = new ConcurrentHashMap<>();

    TransformationPlans(TransformationCompiler compiler) {
        this.compiler = compiler;
    }

    /**
     * The plan of a flow that has a transformation.
     *
     * @throws dev.halcyon.kql.diagnostic.KqlException when it does not compile (any more)
     */
    Relation plan(DataCollectionRule rule, DataFlow flow, String stream, List<Column> input, Catalog catalog) {
        Version version = versions.compute(
                rule.immutableId(),
                (id, known) -> known != null && known.etag().equals(rule.etag())
                        ? known
                        : new Version(rule.etag(), new ConcurrentHashMap<>()));
        return version.plans()
                .computeIfAbsent(
                        new Way(flow, stream),
                        way -> compiler.compile(flow.transformation().orElseThrow(), input, catalog));
    }

    /** Drops the plans of a rule that is deleted. */
    void forget(String immutableId) {
        versions.remove(immutableId);
    }
}
