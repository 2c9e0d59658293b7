package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.workspace.resource.ResourceStore;
import dev.halcyon.workspace.resource.StoredResource;
import java.io.IOException;
import java.util.List;

/**
 * Resources of one type that hang on others: {@code {parent}/providers/{type}/{name}}.
 *
 * @param type such as {@code Microsoft.Insights/diagnosticSettings}
 */
record ExtensionResources(ResourceStore resources, String type) {

    /** Where those of a parent lie. */
    String folder(String parent) {
        return parent + "/providers/" + type + "/";
    }

    /** Those of a parent. */
    List<StoredResource> of(String parent) {
        return resources.below(folder(parent), type);
    }

    void get(Exchange exchange, String parent) throws IOException {
        String id = id(exchange, parent);
        exchange.respond(200, ArmJson.resource(resources.find(id).orElseThrow(() -> notFound(id))));
    }

    void delete(Exchange exchange, String parent) {
        String id = id(exchange, parent);
        Preconditions.checkDeletion(exchange, resources.find(id).map(StoredResource::etag));
        exchange.respond(resources.delete(id) ? 200 : 204);
    }

    void list(Exchange exchange, String parent) throws IOException {
        exchange.respond(
                200, ArmJson.list(of(parent).stream().map(ArmJson::resource).toList()));
    }

    /** The id of the one that the address names. */
    String id(Exchange exchange, String parent) {
        return folder(parent) + exchange.pathParameter("name");
    }

    static HttpProblem notFound(String id) {
        return HttpProblem.of(404, "ResourceNotFound", "The Resource '%s' was not found.".formatted(id));
    }
}
