package dev.halcyon.workspace.resource;

import java.util.Locale;
import java.util.regex.Pattern;

/** The forms of ARM ids. */
public final class ResourceIds {

    private static final Pattern WORKSPACE =
            Pattern.compile(".*/providers/microsoft\\.operationalinsights/workspaces/[^/]+");

    /** A subscription, a resource group in it, a resource of any depth in one of them; lower case. */
    private static final Pattern SCOPE =
            Pattern.compile("/subscriptions/[0-9a-f-]{36}(/resourcegroups/[^/]+)?(/providers/[^/]+(/[^/]+/[^/]+)+)*");

    private ResourceIds() {}

    /** True for what rows can be about: a subscription, a group or a resource, and no workspace. */
    public static boolean isResource(String id) {
        String lower = id.toLowerCase(Locale.ROOT);
        return SCOPE.matcher(lower).matches() && !WORKSPACE.matcher(lower).matches();
    }
}
