package dev.halcyon.workspace.ingest;

import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.type.Column;
import dev.halcyon.store.WorkspaceStore;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.StandardColumns;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableException;
import dev.halcyon.store.table.TableException.Reason;
import dev.halcyon.workspace.rule.DataCollectionRule;
import dev.halcyon.workspace.rule.DataCollectionRules;
import dev.halcyon.workspace.rule.DirectRule;
import dev.halcyon.workspace.rule.TransformationCompiler;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Makes a custom table and the rule that feeds it out of sample rows, as a portal's wizard does. */
public final class SampleTables {

    private final WorkspaceStore store;
    private final DataCollectionRules rules;
    private final TransformationCompiler compiler;
    private final String workspaceResourceId;

    public SampleTables(
            WorkspaceStore store,
            DataCollectionRules rules,
            TransformationCompiler compiler,
            String workspaceResourceId) {
        this.store = store;
        this.rules = rules;
        this.compiler = compiler;
        this.workspaceResourceId = workspaceResourceId;
    }

    /**
     * What was made.
     *
     * @param stream the stream of the rule, which uploads name
     */
    public record Made(TableDefinition table, DataCollectionRule rule, String stream) {}

    /**
     * Makes the table or gives it the columns that it lacks, then makes the rule.
     *
     * @param sample an array of objects
     * @param transformation KQL over {@code source}, needed when the sample has no {@code TimeGenerated}
     * @param ruleName the rule's name in the workspace's resource group
     * @throws TableException when the sample makes no table
     * @throws dev.halcyon.kql.diagnostic.KqlException when the transformation does not compile
     * @throws dev.halcyon.workspace.rule.InvalidRuleException when it gives what the table cannot take
     * @throws dev.halcyon.workspace.rule.RuleExistsException when there is a rule of that name, which stays as it is
     */
    public Made create(String table, JsonNode sample, Optional<String> transformation, String ruleName) {
        List<Column> source = SampleSchema.infer(sample);
        if (source.isEmpty()) {
            throw new TableException(
                    Reason.INVALID_COLUMN, "The sample has no rows with properties: send an array of objects.");
        }
        rules.requireShort(transformation);
        List<Column> produced = transformation
                .map(text -> compiler.compile(text, source, store.catalog()).columns().stream()
                        .map(PlanColumn::column)
                        .toList())
                .orElse(source);
        if (!produced.contains(StandardColumns.TIME_GENERATED)) {
            throw new TableException(
                    Reason.INVALID_COLUMN,
                    "The sample has no TimeGenerated of type datetime: give a transformation that makes one, "
                            + "such as source | extend TimeGenerated = now().");
        }
        String stream = "Custom-" + table;
        String ruleId = ruleId(ruleName);
        // Asked beforehand too, so that nothing is left behind by what is refused.
        rules.requireNone(ruleId);
        TableDefinition made = store.complete(
                table,
                produced.stream()
                        .filter(column -> !StandardColumns.isReserved(column.name()))
                        .map(column -> new DeclaredColumn(column.name(), column.type(), ""))
                        .toList());
        DataCollectionRule rule =
                rules.create(ruleId, DirectRule.json(stream, source, transformation, workspaceResourceId));
        return new Made(made, rule, stream);
    }

    /** The ARM id of a rule beside the workspace. */
    public String ruleId(String ruleName) {
        String group = workspaceResourceId.substring(0, workspaceResourceId.indexOf("/providers/"));
        return group + "/providers/Microsoft.Insights/dataCollectionRules/" + ruleName;
    }
}
