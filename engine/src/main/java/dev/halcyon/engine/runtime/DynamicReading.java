package dev.halcyon.engine.runtime;

import java.util.Optional;

/** Reading dynamic values in their physical form, JSON texts (R64). */
public final class DynamicReading {

    private DynamicReading() {}

    /** What a JSON pointer (RFC 6901) of member names leads to; empty for nothing and for null. */
    public static Optional<String> member(String json, String pointer) {
        Json value = JsonText.read(json);
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            if (!(value instanceof Json.Bag bag)) {
                return Optional.empty();
            }
            Json member = bag.members().get(step.replace("~1", "/").replace("~0", "~"));
            if (member == null) {
                return Optional.empty();
            }
            value = member;
        }
        return Optional.ofNullable(value.physical());
    }

    /** An element by its position, from the end when it is negative. */
    public static Optional<String> element(String json, long position) {
        if (!(JsonText.read(json) instanceof Json.Array array)) {
            return Optional.empty();
        }
        int size = array.elements().size();
        long index = position < 0 ? size + position : position;
        return index < 0 || index >= size
                ? Optional.empty()
                : Optional.ofNullable(array.elements().get((int) index).physical());
    }

    /** A string without its quotes, anything else as JSON; {@code ""} for null. */
    public static String text(String json) {
        return JsonText.read(json).plainText();
    }

    /** A string as a JSON text. */
    public static String quoted(String text) {
        return new Json.Text(text).write();
    }
}
