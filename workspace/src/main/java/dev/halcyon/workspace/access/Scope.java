package dev.halcyon.workspace.access;

import java.util.Locale;

/** Resource ids as scopes of roles: a scope covers itself and everything below, in any letter case. */
public final class Scope {

    public static final String ROOT = "/";

    private static final String WORKSPACE = "/providers/microsoft.operationalinsights/workspaces/workspace";
    private static final String DEMO_WORKSPACE = "/providers/microsoft.operationalinsights/workspaces/demo_workspace";

    private Scope() {}

    /** True when a role at a scope holds for a resource. */
    public static boolean covers(String scope, String resourceId) {
        String upper = normalised(scope);
        String lower = normalised(resourceId);
        return upper.isEmpty() || lower.equals(upper) || lower.startsWith(upper + "/");
    }

    /** One spelling: lower case, single slashes, none at the end; the root is empty. */
    public static String normalised(String id) {
        StringBuilder text = new StringBuilder();
        for (String segment : id.split("/", -1)) {
            if (!segment.isEmpty()) {
                text.append('/').append(segment.toLowerCase(Locale.ROOT));
            }
        }
        // A folder holds one workspace, which the demo calls by another name; its roles are the same.
        return text.toString().replace(DEMO_WORKSPACE, WORKSPACE);
    }
}
