package dev.halcyon.learn.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place in a parsed file, read with checks: each reader gives the value or a {@link Problem} that names the place.
 *
 * @param node the JSON there
 * @param parent the place around it; null for the whole file
 * @param step how to come here from the parent: a name, or an index in decimal
 */
record JsonField(JsonNode node, @Nullable JsonField parent, String step) {
    /** The whole file. */
    static JsonField root(JsonNode node) {
        return new JsonField(node, null, "");
    }

    /** The place as a JSON pointer; put together only when something is wrong, since a file has many places. */
    String pointer() {
        return parent == null ? step : parent.pointer() + "/" + step;
    }

    /** Something that is not as the format says. */
    static final class Problem extends Exception {
        private static final long serialVersionUID = 1L;

        private final String pointer;

        Problem(String pointer, String message) {
            super(message);
            this.pointer = pointer;
        }

        String pointer() {
            return pointer;
        }
    }

    /** Reads one element. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonField field) throws Problem;
    }

    Problem problem(String message) {
        return new Problem(pointer(), message);
    }

    /** Checks that this is an object with exactly the given names. */
    void requireNames(Set<String> names) throws Problem {
        if (!node.isObject()) {
            throw problem("expected an object");
        }
        if (node.size() != names.size() || !names.stream().allMatch(node::has)) {
            throw problem("expected the names %s, found %s"
                    .formatted(new TreeSet<>(names), new TreeSet<>(node.propertyNames())));
        }
    }

    JsonField get(String name) throws Problem {
        JsonNode child = node.get(name);
        if (child == null) {
            throw problem("%s is missing".formatted(name));
        }
        return new JsonField(child, this, name);
    }

    String text() throws Problem {
        if (!node.isString()) {
            throw problem("expected a string");
        }
        return node.asString();
    }

    boolean truth() throws Problem {
        if (!node.isBoolean()) {
            throw problem("expected true or false");
        }
        return node.asBoolean();
    }

    int integer(int smallest, int largest) throws Problem {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw problem("expected an integer");
        }
        int value = node.asInt();
        if (value < smallest || value > largest) {
            throw problem("%d lies outside %d … %d".formatted(value, smallest, largest));
        }
        return value;
    }

    double number() throws Problem {
        if (!node.isNumber()) {
            throw problem("expected a number");
        }
        double value = node.asDouble(Double.NaN);
        if (!Double.isFinite(value)) {
            throw problem("expected a finite number");
        }
        return value;
    }

    <T> List<T> list(int largestSize, Reader<T> element) throws Problem {
        if (!node.isArray()) {
            throw problem("expected an array");
        }
        if (node.size() > largestSize) {
            throw problem("%d elements, the largest number is %d".formatted(node.size(), largestSize));
        }
        List<T> values = new ArrayList<>(node.size());
        for (int i = 0; i < node.size(); i++) {
            values.add(element.read(new JsonField(node.get(i), this, Integer.toString(i))));
        }
        return values;
    }

    /** Builds a value whose constructor checks what concerns several fields at once. */
    <T> T build(Function<JsonField, T> constructor) throws Problem {
        try {
            return constructor.apply(this);
        } catch (IllegalArgumentException e) {
            String message = e.getMessage();
            throw problem(message == null ? "is inconsistent" : message);
        }
    }
}
