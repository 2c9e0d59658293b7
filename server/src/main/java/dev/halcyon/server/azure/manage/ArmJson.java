package dev.halcyon.server.azure.manage;

import dev.halcyon.workspace.resource.StoredResource;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The members that every resource of the management plane has, and the form of lists. */
final class ArmJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private ArmJson() {}

    /** What the owner sent, with what the service adds. */
    static ObjectNode resource(StoredResource resource) {
        ObjectNode body = (ObjectNode) JSON.readTree(resource.json());
        identify(body, resource.id(), resource.name(), resource.type());
        body.put("etag", resource.etag());
        systemData(body, resource.createdAt(), resource.modifiedAt());
        body.withObject("properties").put("provisioningState", "Succeeded");
        return body;
    }

    static void identify(ObjectNode body, String id, String name, String type) {
        body.put("id", id).put("name", name).put("type", type);
    }

    static void systemData(ObjectNode body, Instant createdAt, Instant modifiedAt) {
        body.putObject("systemData")
                .put("createdAt", createdAt.toString())
                .put("lastModifiedAt", modifiedAt.toString());
    }

    static ObjectNode list(List<ObjectNode> resources) {
        ObjectNode body = JSON.createObjectNode();
        ArrayNode value = body.putArray("value");
        resources.forEach(value::add);
        return body.putNull("nextLink");
    }

    /** What a PATCH makes of a resource: given members replace, {@code properties} and {@code tags} are merged. */
    static ObjectNode patched(JsonNode old, JsonNode patch) {
        ObjectNode body = (ObjectNode) old.deepCopy();
        patch.properties().forEach(member -> {
            boolean merges =
                    member.getKey().equals("properties") && member.getValue().isObject();
            if (merges) {
                ObjectNode properties = body.withObject("properties");
                member.getValue()
                        .properties()
                        .forEach(property -> properties.set(property.getKey(), property.getValue()));
            } else {
                body.set(member.getKey(), member.getValue());
            }
        });
        return body;
    }
}
