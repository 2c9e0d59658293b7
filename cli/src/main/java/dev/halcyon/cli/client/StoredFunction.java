package dev.halcyon.cli.client;

import java.util.Map;
import java.util.Objects;

/**
 * A saved query of a workspace; one with a name is a function.
 *
 * @param id the last segment of its resource id
 * @param name what queries call it by; empty for a query that is no function
 * @param parameters such as {@code user:string, days:long = 7}; empty for none
 * @param folder its category
 * @param description its display name
 * @param etag the state that a change replaces; {@code *} replaces any
 */
public record StoredFunction(
        String id,
        String name,
        String parameters,
        String folder,
        String description,
        String query,
        Map<String, String> tags,
        String etag) {
    public StoredFunction {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(folder, "folder");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(query, "query");
        tags = Map.copyOf(tags);
        Objects.requireNonNull(etag, "etag");
    }

    /** True when queries can call it. */
    public boolean isFunction() {
        return !name.isEmpty();
    }
}
