package dev.halcyon.server.azure.manage;

import dev.halcyon.workspace.activity.ActivityEvent;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events as the activity log shows them.
 *
 * @param tenantId the workspace's
 * @param selected members to show, or none for all
 */
record ActivityJson(String tenantId, Set<String> selected) {

    static final String CHANNEL = "Operation";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SUBSCRIPTION = 2;
    private static final int GROUP = 4;

    ObjectNode event(ActivityEvent event) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("authorization").put("action", event.action()).put("scope", event.resourceId());
        body.put("caller", event.caller());
        body.put("channels", CHANNEL);
        body.putObject("claims");
        body.put("correlationId", event.correlationId());
        body.put("description", "");
        body.put("eventDataId", event.id());
        named(body, "eventName", "EndRequest", "End request");
        named(body, "category", "Administrative", "Administrative");
        body.putObject("httpRequest")
                .put("clientRequestId", event.clientRequestId())
                .put("method", event.method());
        body.put("id", "%s/events/%s".formatted(event.resourceId(), event.id()));
        body.put("level", level(event));
        body.put("resourceGroupName", group(event));
        named(body, "resourceProviderName", namespace(event), namespace(event));
        body.put("resourceId", event.resourceId());
        String type = event.action().substring(0, event.action().lastIndexOf('/'));
        named(body, "resourceType", type, type);
        body.put("operationId", event.correlationId());
        named(body, "operationName", event.action(), event.action());
        body.putObject("properties").put("statusCode", String.valueOf(event.status()));
        named(body, "status", status(event), status(event));
        named(
                body,
                "subStatus",
                event.code(),
                "%s (HTTP Status Code: %d)"
                        .formatted(event.code(), event.status())
                        .strip());
        body.put("eventTimestamp", event.time().toString());
        body.put("submissionTimestamp", event.time().toString());
        body.put("subscriptionId", segment(event, SUBSCRIPTION));
        body.put("tenantId", tenantId);
        if (!selected.isEmpty()) {
            body.retain(selected);
        }
        return body;
    }

    private static void named(ObjectNode body, String member, String value, String localized) {
        body.putObject(member).put("value", value).put("localizedValue", localized);
    }

    static String status(ActivityEvent event) {
        return event.hasSucceeded() ? "Succeeded" : "Failed";
    }

    static String level(ActivityEvent event) {
        return event.hasSucceeded() ? "Informational" : "Error";
    }

    /** The resource group that it was done in, or empty. */
    static String group(ActivityEvent event) {
        return segment(event, GROUP - 1).toLowerCase(Locale.ROOT).equals("resourcegroups") ? segment(event, GROUP) : "";
    }

    /** Such as {@code Microsoft.Insights}. */
    static String namespace(ActivityEvent event) {
        int slash = event.action().indexOf('/');
        return slash < 0 ? event.action() : event.action().substring(0, slash);
    }

    private static String segment(ActivityEvent event, int index) {
        String[] segments = event.resourceId().split("/", -1);
        return index < segments.length ? segments[index] : "";
    }
}
