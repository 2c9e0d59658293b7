package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;

/** The ids that addresses of {@code …/resourceGroups/{group}/providers/TYPE/{name}} name. */
final class InsightsAddress {

    private InsightsAddress() {}

    /** Of the subscription, with a slash behind it. */
    static String belowSubscription(Exchange exchange) {
        return "/subscriptions/" + exchange.pathParameter("subscription") + "/";
    }

    /** Of the group's resources of a type, with a slash behind it. */
    static String belowGroup(Exchange exchange, String type) {
        return "/subscriptions/%s/resourceGroups/%s/providers/%s/"
                .formatted(exchange.pathParameter("subscription"), exchange.pathParameter("group"), type);
    }

    /** Of one resource. */
    static String resource(Exchange exchange, String type) {
        return belowGroup(exchange, type) + exchange.pathParameter("name");
    }

    /** The answer when there is no such resource. */
    static HttpProblem notFound(Exchange exchange, String type) {
        return HttpProblem.of(
                404,
                "ResourceNotFound",
                "The Resource '%s/%s' under resource group '%s' was not found."
                        .formatted(type, exchange.pathParameter("name"), exchange.pathParameter("group")));
    }
}
