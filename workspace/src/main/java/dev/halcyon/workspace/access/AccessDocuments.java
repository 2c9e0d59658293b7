package dev.halcyon.workspace.access;

import dev.halcyon.workspace.access.condition.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applications, roles and assignments as the JSON documents that are stored. */
final class AccessDocuments {

    private static final JsonMapper JSON = JsonMapper.shared();

    private AccessDocuments() {}

    static String write(Application application) {
        ObjectNode document = JSON.createObjectNode()
                .put("clientId", application.clientId())
                .put("objectId", application.objectId())
                .put("name", application.name())
                .put("managed", application.managed())
                .put("createdAt", application.createdAt().toString());
        application.keyDigest().ifPresent(digest -> document.put("keyDigest", digest));
        ArrayNode secrets = document.putArray("secrets");
        for (SecretHash secret : application.secrets()) {
            secrets.addObject()
                    .put("iterations", secret.iterations())
                    .put("salt", secret.salt())
                    .put("hash", secret.hash());
        }
        return document.toString();
    }

    static Application application(String json) {
        JsonNode document = JSON.readTree(json);
        List<SecretHash> secrets = new ArrayList<>();
        for (JsonNode secret : document.required("secrets")) {
            secrets.add(new SecretHash(
                    secret.required("iterations").asInt(),
                    secret.required("salt").asString(),
                    secret.required("hash").asString()));
        }
        return new Application(
                document.required("clientId").asString(),
                document.required("objectId").asString(),
                document.required("name").asString(),
                secrets,
                Optional.ofNullable(document.path("keyDigest").asString(null)),
                document.required("managed").asBoolean(),
                Instant.parse(document.required("createdAt").asString()));
    }

    static String write(RoleAssignment assignment) {
        ObjectNode document = JSON.createObjectNode()
                .put("name", assignment.name())
                .put("roleId", assignment.roleId())
                .put("principalId", assignment.principalId())
                .put("principalType", assignment.principalType())
                .put("scope", assignment.scope())
                .put("createdAt", assignment.createdAt().toString());
        assignment.condition().ifPresent(condition -> document.put("condition", condition.text()));
        return document.toString();
    }

    static RoleAssignment assignment(String json) {
        JsonNode document = JSON.readTree(json);
        return new RoleAssignment(
                document.required("name").asString(),
                document.required("roleId").asString(),
                document.required("principalId").asString(),
                document.required("principalType").asString(),
                document.required("scope").asString(),
                Optional.ofNullable(document.path("condition").asString(null))
                        .map(text -> Condition.stored(text, ActionPattern::matches)),
                Instant.parse(document.required("createdAt").asString()));
    }

    static String write(RoleDefinition role) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", role.id())
                .put("name", role.name())
                .put("description", role.description());
        strings(document.putArray("actions"), role.actions());
        strings(document.putArray("notActions"), role.notActions());
        strings(document.putArray("dataActions"), role.dataActions());
        strings(document.putArray("notDataActions"), role.notDataActions());
        return document.toString();
    }

    static RoleDefinition role(String json) {
        JsonNode document = JSON.readTree(json);
        return new RoleDefinition(
                document.required("id").asString(),
                document.required("name").asString(),
                document.required("description").asString(),
                false,
                strings(document.required("actions")),
                strings(document.required("notActions")),
                strings(document.required("dataActions")),
                strings(document.required("notDataActions")));
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }

    private static List<String> strings(JsonNode array) {
        List<String> values = new ArrayList<>();
        array.forEach(value -> values.add(value.asString()));
        return values;
    }
}
