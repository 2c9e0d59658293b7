package dev.halcyon.workspace.function;

import java.util.Map;
import java.util.Objects;

/**
 * A saved query; one with an alias is a function.
 *
 * @param id the last segment of its resource id
 * @param alias the name in queries; empty for a query that is no function
 * @param parameters such as {@code user:string, days:long = 7}; empty for none
 * @param etag changes with every change
 */
public record SavedSearch(
        String id,
        String category,
        String displayName,
        String query,
        String alias,
        String parameters,
        Map<String, String> tags,
        String etag) {
    public SavedSearch {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(category, "category");
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(alias, "alias");
        Objects.requireNonNull(parameters, "parameters");
        tags = Map.copyOf(tags);
        Objects.requireNonNull(etag, "etag");
    }

    /** True when queries can call it. */
    public boolean isFunction() {
        return !alias.isEmpty();
    }
}
