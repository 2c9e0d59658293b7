package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.Workspace;
import java.util.Optional;

/**
 * The one resource group that a server holds, that of its workspace.
 *
 * @param subscription the subscription's id
 * @param name the group's
 */
record HeldGroup(String subscription, String name) {

    static HeldGroup of(Workspace workspace) {
        String[] segments = workspace.resourceId().split("/", -1);
        return new HeldGroup(segments[2], segments[4]);
    }

    /**
     * Checks that an address names this subscription and this group, as far as it names any.
     *
     * @throws HttpProblem 404 when it names others
     */
    void require(Exchange exchange) {
        Optional<String> asked = exchange.findPathParameter("subscription");
        if (asked.isPresent() && !asked.get().equalsIgnoreCase(subscription)) {
            throw HttpProblem.of(
                    404,
                    "SubscriptionNotFound",
                    "The subscription '%s' could not be found: this server holds '%s'."
                            .formatted(asked.get(), subscription));
        }
        Optional<String> named = exchange.findPathParameter("group");
        if (named.isPresent() && !named.get().equalsIgnoreCase(name)) {
            throw HttpProblem.of(
                    404,
                    "ResourceGroupNotFound",
                    "Resource group '%s' could not be found: this server holds '%s'.".formatted(named.get(), name));
        }
    }
}
