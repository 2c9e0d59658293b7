package dev.halcyon.workspace.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.plan.InputRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransformationPlansTest {

    private final List<String> compiled = new ArrayList<>();
    private final TransformationPlans plans = new TransformationPlans((text, source, catalog) -> {
        compiled.add(text);
        return new InputRows(List.of());
    });

    private static DataFlow flow(String text) {
        return new DataFlow(List.of("A", "B"), List.of("w"), Optional.of(text), Optional.empty());
    }

    private void plan(String etag, DataFlow flow, String stream) {
        DataCollectionRule rule = new DataCollectionRule(
                "/rules/r",
                "dcr-1",
                etag,
                Instant.EPOCH,
                Instant.EPOCH,
                "{}",
                new RuleContent(Map.of(), Map.of(), List.of(), List.of(flow)));
        assertThat(plans.plan(rule, flow, stream, List.of(), Catalog.of(List.of())))
                .isNotNull();
    }

    @Test
    void aVersionOfARuleIsCompiledOnceForEachFlowAndStream() {
        plan("1", flow("source"), "A");
        plan("1", flow("source"), "A");
        plan("1", flow("source"), "B");
        plan("1", flow("source | where true"), "A");
        assertThat(compiled).containsExactly("source", "source", "source | where true");
        plan("2", flow("source"), "A");
        plan("2", flow("source"), "A");
        assertThat(compiled).hasSize(4);
        plans.forget("dcr-1");
        plan("2", flow("source"), "A");
        assertThat(compiled).hasSize(5);
    }
}
