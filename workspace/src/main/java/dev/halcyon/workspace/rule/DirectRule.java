package dev.halcyon.workspace.rule;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a collection rule with one stream, which uploads fill directly and one table takes. */
public final class DirectRule {

    private static final String DESTINATION = "workspace";

    private DirectRule() {}

    /**
     * The rule as its owner would send it (ingestion.md section 2).
     *
     * @param stream such as {@code Custom-Doors_CL}, after the table
     * @param columns what uploaded rows have
     * @param transformation KQL over {@code source}
     */
    public static ObjectNode json(
            String stream, List<Column> columns, Optional<String> transformation, String workspaceResourceId) {
        ObjectNode rule =
                JsonMapper.shared().createObjectNode().put("location", "local").put("kind", "Direct");
        ObjectNode properties = rule.putObject("properties");
        ArrayNode declared =
                properties.putObject("streamDeclarations").putObject(stream).putArray("columns");
        for (Column column : columns) {
            String type =
                    column.type() == ScalarType.BOOL ? "boolean" : column.type().kqlName();
            declared.addObject().put("name", column.name()).put("type", type);
        }
        properties
                .putObject("destinations")
                .putArray("logAnalytics")
                .addObject()
                .put("workspaceResourceId", workspaceResourceId)
                .put("name", DESTINATION);
        ObjectNode flow = properties.putArray("dataFlows").addObject();
        flow.putArray("streams").add(stream);
        flow.putArray("destinations").add(DESTINATION);
        transformation.ifPresent(text -> flow.put("transformKql", text));
        flow.put("outputStream", stream);
        return rule;
    }
}
