package dev.halcyon.server.azure.manage;

import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What a management request does, as roles name it.
 *
 * @param action such as {@code Microsoft.OperationalInsights/workspaces/tables/write}
 * @param scope the resource it is done to
 */
record ResourceAction(String action, String scope) {

    private static final String PROVIDERS = "providers";

    ResourceAction {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(scope, "scope");
    }

    /**
     * The action of a method at an address: after the last {@code providers} come the namespace, then types and names in
     * turn. Without one it is a resource group's or a subscription's own. POST names an action with its last segment.
     */
    static ResourceAction of(String method, List<String> segments) {
        String verb = switch (method) {
            case "PUT", "PATCH" -> "write";
            case "DELETE" -> "delete";
            case "POST" -> "action";
            default -> "read";
        };
        String scope = "/" + String.join("/", segments);
        int providers = lastProviders(segments);
        StringBuilder type = new StringBuilder();
        if (providers < 0 || providers + 1 >= segments.size()) {
            type.append("Microsoft.Resources");
            for (int index = 0; index < segments.size(); index += 2) {
                type.append('/').append(segments.get(index));
            }
        } else {
            type.append(segments.get(providers + 1));
            for (int index = providers + 2; index < segments.size(); index += 2) {
                type.append('/').append(segments.get(index));
            }
        }
        return new ResourceAction(type + "/" + verb, scope);
    }

    /** The resource itself: the name of an action stands behind it. */
    String target() {
        return action.endsWith("/action") ? scope.substring(0, scope.lastIndexOf('/')) : scope;
    }

    /** The subscription, group or resource that a list is of: what stands before the last {@code providers}. */
    String container() {
        int providers = scope.toLowerCase(Locale.ROOT).lastIndexOf("/" + PROVIDERS + "/");
        return providers < 0 ? scope : scope.substring(0, providers);
    }

    private static int lastProviders(List<String> segments) {
        for (int index = segments.size() - 1; index >= 0; index--) {
            if (segments.get(index).toLowerCase(Locale.ROOT).equals(PROVIDERS)) {
                return index;
            }
        }
        return -1;
    }
}
