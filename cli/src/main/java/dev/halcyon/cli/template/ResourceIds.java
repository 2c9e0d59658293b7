package dev.halcyon.cli.template;

import java.util.List;

/** ARM ids out of types and names. */
final class ResourceIds {

    private static final int SUBSCRIPTION_SEGMENT = 2;
    private static final int GROUP_SEGMENT = 4;

    private ResourceIds() {}

    static String subscription(String groupId) {
        return groupId.split("/", -1)[SUBSCRIPTION_SEGMENT];
    }

    static String group(String groupId) {
        return groupId.split("/", -1)[GROUP_SEGMENT];
    }

    /** {@code resourceId([subscription,] [group,] type, name, …)}. */
    static String of(String groupId, List<String> arguments) {
        int type = typeAt(arguments);
        String group = type > 0 ? arguments.get(type - 1) : group(groupId);
        String subscription = type > 1 ? arguments.get(type - 2) : subscription(groupId);
        return below(
                "/subscriptions/%s/resourceGroups/%s".formatted(subscription, group),
                arguments.subList(type, arguments.size()));
    }

    /** {@code subscriptionResourceId([subscription,] type, name, …)}. */
    static String ofSubscription(String groupId, List<String> arguments) {
        int type = typeAt(arguments);
        String subscription = type > 0 ? arguments.getFirst() : subscription(groupId);
        return below("/subscriptions/" + subscription, arguments.subList(type, arguments.size()));
    }

    /** A type and its names below a scope. */
    static String below(String scope, List<String> typeAndNames) {
        String[] type = typeAndNames.getFirst().split("/", -1);
        List<String> names = String.join("/", typeAndNames.subList(1, typeAndNames.size()))
                .transform(joined -> List.of(joined.split("/", -1)));
        if (type.length < 2 || names.size() != type.length - 1) {
            throw new TemplateException("The type '%s' and the names '%s' do not fit each other."
                    .formatted(typeAndNames.getFirst(), String.join("/", names)));
        }
        StringBuilder id = new StringBuilder(scope).append("/providers/").append(type[0]);
        for (int index = 1; index < type.length; index++) {
            id.append('/').append(type[index]).append('/').append(names.get(index - 1));
        }
        return id.toString();
    }

    private static int typeAt(List<String> arguments) {
        for (int index = 0; index < arguments.size(); index++) {
            if (arguments.get(index).contains("/")) {
                return index;
            }
        }
        throw new TemplateException("resourceId needs a resource type such as Microsoft.Insights/dataCollectionRules.");
    }
}
