package dev.halcyon.server.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path such as {@code /v1/workspaces/{id}/query}: fixed segments match in any letter case, {@code {name}} takes one
 * segment, {@code {name...}} takes at least one.
 */
final class PathPattern {

    private static final String REST_END = "...}";

    private final List<String> segments;

    PathPattern(String text) {
        this.segments = text.equals("/") ? List.of() : List.of(text.substring(1).split("/", -1));
    }

    /** The taken segments by name; empty when the path does not match. */
    Optional<Map<String, String>> match(List<String> path) {
        int restAt = restPosition();
        if (restAt < 0 ? path.size() != segments.size() : path.size() < segments.size()) {
            return Optional.empty();
        }
        int extra = path.size() - segments.size();
        Map<String, String> taken = new HashMap<>();
        int at = 0;
        for (int index = 0; index < segments.size(); index++) {
            String wanted = segments.get(index);
            if (index == restAt) {
                taken.put(
                        wanted.substring(1, wanted.length() - REST_END.length()),
                        String.join("/", path.subList(at, at + extra + 1)));
                at += extra + 1;
            } else if (wanted.startsWith("{")) {
                taken.put(wanted.substring(1, wanted.length() - 1), path.get(at++));
            } else if (!wanted.equalsIgnoreCase(path.get(at++))) {
                return Optional.empty();
            }
        }
        return Optional.of(taken);
    }

    private int restPosition() {
        for (int index = 0; index < segments.size(); index++) {
            if (segments.get(index).endsWith(REST_END)) {
                return index;
            }
        }
        return -1;
    }
}
