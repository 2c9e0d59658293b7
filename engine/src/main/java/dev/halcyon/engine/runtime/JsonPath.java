package dev.halcyon.engine.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The simple JSONPath forms {@code $.a.b}, {@code $['a']}, {@code $[0]}. */
final class JsonPath {

    private JsonPath() {}

    static @Nullable Json read(Json root, String path) {
        Json value = root;
        for (String step : steps(path)) {
            Json next = switch (value) {
                case Json.Bag bag -> bag.members().get(step);
                case Json.Array array -> element(array, step);
                case Json.Null empty -> null;
                case Json.Bool bool -> null;
                case Json.Numeric number -> null;
                case Json.Text text -> null;
            };
            if (next == null) {
                return null;
            }
            value = next;
        }
        return value;
    }

    /** The value without the member at the end of the steps. */
    static Json without(Json value, List<String> steps) {
        if (steps.isEmpty() || !(value instanceof Json.Bag bag)) {
            return value;
        }
        Map<String, Json> members = new LinkedHashMap<>(bag.members());
        String first = steps.getFirst();
        Json member = members.get(first);
        if (steps.size() == 1) {
            members.remove(first);
        } else if (member != null) {
            members.put(first, without(member, steps.subList(1, steps.size())));
        }
        return new Json.Bag(members);
    }

    /** The value with the member at the end of the steps; bags are made on the way. */
    static Json with(Json value, List<String> steps, Json member) {
        if (steps.isEmpty()) {
            return member;
        }
        Map<String, Json> members =
                value instanceof Json.Bag bag ? new LinkedHashMap<>(bag.members()) : new LinkedHashMap<>();
        String first = steps.getFirst();
        Json inner = members.getOrDefault(first, new Json.Bag(Map.of()));
        members.put(first, with(inner, steps.subList(1, steps.size()), member));
        return new Json.Bag(members);
    }

    static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int index = path.startsWith("$") ? 1 : 0;
        while (index < path.length()) {
            if (path.charAt(index) == '[') {
                int end = path.indexOf(']', index);
                int stop = end < 0 ? path.length() : end;
                String inside = path.substring(index + 1, stop);
                boolean quoted = inside.length() >= 2 && (inside.charAt(0) == '\'' || inside.charAt(0) == '"');
                steps.add(quoted ? inside.substring(1, inside.length() - 1) : inside);
                index = stop + 1;
            } else {
                int start = path.charAt(index) == '.' ? index + 1 : index;
                int stop = start;
                while (stop < path.length() && path.charAt(stop) != '.' && path.charAt(stop) != '[') {
                    stop++;
                }
                if (stop > start) {
                    steps.add(path.substring(start, stop));
                }
                index = Math.max(stop, index + 1);
            }
        }
        return steps;
    }

    private static @Nullable Json element(Json.Array array, String step) {
        Long index = NumberText.parseLong(step);
        return index == null || index < 0 || index >= array.elements().size()
                ? null
                : array.elements().get(index.intValue());
    }
}
