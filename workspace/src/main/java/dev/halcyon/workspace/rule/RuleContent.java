package dev.halcyon.workspace.rule;

import dev.halcyon.kql.type.Column;
import java.util.List;
import java.util.Map;

/**
 * What a rule's JSON means to ingestion.
 *
 * @param streams the declared columns by stream name
 * @param workspaceDestinations workspace resource ids by destination name
 * @param otherDestinations names of destinations of other kinds; stored, never fed
 * @param flows in order
 */
public record RuleContent(
        Map<String, List<Column>> streams,
        Map<String, String> workspaceDestinations,
        List<String> otherDestinations,
        List<DataFlow> flows) {
    public RuleContent {
        streams = Map.copyOf(streams);
        workspaceDestinations = Map.copyOf(workspaceDestinations);
        otherDestinations = List.copyOf(otherDestinations);
        flows = List.copyOf(flows);
    }
}
