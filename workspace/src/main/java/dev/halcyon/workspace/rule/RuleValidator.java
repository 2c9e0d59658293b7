package dev.halcyon.workspace.rule;

import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.type.Column;
import dev.halcyon.store.table.CatalogSnapshot;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.workspace.rule.InvalidRuleException.Mistake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks a rule against the workspace's tables (ingestion.md section 2, I-8). */
final class RuleValidator {

    private static final String INVALID_TRANSFORM_OUTPUT = "InvalidTransformOutput";

    /** The documented limit of what a rule has several of. */
    private static final int MAXIMUM_PARTS = 10;

    /** The documented length of a transformation, in characters. */
    private static final int MAXIMUM_TRANSFORMATION = 15_360;

    /** Rows take a way once. */
    private record Way(String stream, Set<String> destinations, String table) {}

    private final String workspaceResourceId;
    private final TransformationCompiler compiler;
    private final CatalogSnapshot catalog;
    private final List<Mistake> mistakes = new ArrayList<>();

    RuleValidator(String workspaceResourceId, TransformationCompiler compiler, CatalogSnapshot catalog) {
        this.workspaceResourceId = workspaceResourceId;
        this.compiler = compiler;
        this.catalog = catalog;
    }

    /**
     * Checks every destination and flow.
     *
     * @throws InvalidRuleException listing every mistake
     */
    void check(RuleContent rule) {
        for (Map.Entry<String, String> destination :
                rule.workspaceDestinations().entrySet()) {
            if (!destination.getValue().equalsIgnoreCase(workspaceResourceId)) {
                mistakes.add(new Mistake(
                        "InvalidDestination",
                        "Destination '%s' names workspace '%s'; this server's workspace is '%s'."
                                .formatted(destination.getKey(), destination.getValue(), workspaceResourceId),
                        "properties.destinations.logAnalytics"));
            }
        }
        bound(rule.streams().size(), "stream declarations", "properties.streamDeclarations");
        bound(
                rule.workspaceDestinations().size() + rule.otherDestinations().size(),
                "destinations",
                "properties.destinations");
        Set<Way> ways = new HashSet<>();
        for (int index = 0; index < rule.flows().size(); index++) {
            DataFlow flow = rule.flows().get(index);
            String target = "properties.dataFlows[" + index + "]";
            for (String stream : flow.streams()) {
                if (!ways.add(new Way(stream, Set.copyOf(flow.destinations()), flow.table(stream)))) {
                    mistakes.add(new Mistake(
                            "InvalidDataFlow",
                            ("Stream '%s' goes to table '%s' of the same destinations by another data flow already: "
                                            + "its rows would be stored twice.")
                                    .formatted(stream, flow.table(stream)),
                            target));
                }
            }
            check(rule, flow, target);
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidRuleException(mistakes);
        }
    }

    /** What is wrong with a transformation that is longer than the documented limit. */
    static Optional<Mistake> tooLong(Optional<String> transformation, String target) {
        int length = transformation.map(String::length).orElse(0);
        return length <= MAXIMUM_TRANSFORMATION
                ? Optional.empty()
                : Optional.of(new Mistake(
                        INVALID_TRANSFORM_OUTPUT,
                        "A transformation has at most %d characters; this one has %d."
                                .formatted(MAXIMUM_TRANSFORMATION, length),
                        target));
    }

    private void bound(int count, String what, String target) {
        if (count > MAXIMUM_PARTS) {
            mistakes.add(new Mistake(
                    "InvalidPayload",
                    "A rule has at most %d %s; this one has %d.".formatted(MAXIMUM_PARTS, what, count),
                    target));
        }
    }

    private void check(RuleContent rule, DataFlow flow, String target) {
        boolean feedsWorkspace = false;
        for (String destination : flow.destinations()) {
            feedsWorkspace |= rule.workspaceDestinations().containsKey(destination);
            if (!rule.workspaceDestinations().containsKey(destination)
                    && !rule.otherDestinations().contains(destination)) {
                mistakes.add(new Mistake(
                        "InvalidDestination",
                        "Destination '%s' is not declared in properties.destinations.".formatted(destination),
                        target));
            }
        }
        for (String stream : flow.streams()) {
            Optional<List<Column>> input = RuleStreams.columns(rule, stream, catalog);
            if (input.isEmpty()) {
                mistakes.add(new Mistake(
                        "InvalidStream",
                        ("Stream '%s' is neither declared in properties.streamDeclarations "
                                        + "nor the stream of a built-in table (Microsoft-<table>).")
                                .formatted(stream),
                        target));
            } else if (feedsWorkspace) {
                check(flow, stream, input.get(), target);
            }
        }
    }

    private void check(DataFlow flow, String stream, List<Column> input, String target) {
        Optional<TableDefinition> table = catalog.definition(flow.table(stream));
        if (table.isEmpty()) {
            mistakes.add(new Mistake(
                    "InvalidOutputTable",
                    "Table for output stream '%s' is not available for the destination: create table '%s' first."
                            .formatted(flow.outputStream().orElse(stream), flow.table(stream)),
                    target));
            return;
        }
        List<Column> produced = input;
        Optional<Mistake> tooLong = tooLong(flow.transformation(), target);
        if (tooLong.isPresent()) {
            mistakes.add(tooLong.get());
            return;
        }
        if (flow.transformation().isPresent()) {
            try {
                produced = compiler.compile(flow.transformation().get(), input, catalog).columns().stream()
                        .map(PlanColumn::column)
                        .toList();
            } catch (KqlException e) {
                String text = e.diagnostics().stream()
                        .map(diagnostic -> diagnostic.code() + ": " + diagnostic.message())
                        .collect(Collectors.joining("; "));
                mistakes.add(new Mistake(INVALID_TRANSFORM_OUTPUT, text, target));
                return;
            }
        }
        for (String mistake : ColumnFit.mistakes(produced, RuleStreams.columns(table.get()))) {
            mistakes.add(new Mistake(INVALID_TRANSFORM_OUTPUT, mistake, target));
        }
    }
}
