package dev.halcyon.workspace.function;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Saved queries as the JSON documents that are stored. */
final class SearchDocuments {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SearchDocuments() {}

    static String write(SavedSearch search) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", search.id())
                .put("category", search.category())
                .put("displayName", search.displayName())
                .put("query", search.query())
                .put("alias", search.alias())
                .put("parameters", search.parameters())
                .put("etag", search.etag());
        ObjectNode tags = document.putObject("tags");
        search.tags().forEach(tags::put);
        return document.toString();
    }

    static SavedSearch read(String json) {
        JsonNode document = JSON.readTree(json);
        Map<String, String> tags = new HashMap<>();
        document.path("tags")
                .properties()
                .forEach(tag -> tags.put(tag.getKey(), tag.getValue().asString("")));
        return new SavedSearch(
                document.required("id").asString(),
                document.required("category").asString(),
                document.required("displayName").asString(),
                document.required("query").asString(),
                document.required("alias").asString(),
                document.required("parameters").asString(),
                tags,
                document.required("etag").asString());
    }
}
