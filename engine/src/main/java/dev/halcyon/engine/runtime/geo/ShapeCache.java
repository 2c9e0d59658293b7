package dev.halcyon.engine.runtime.geo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The shapes read last, by their text. */
final class ShapeCache<V> {

    private static final int MOST_ENTRIES = 64;
    private static final int MOST_CHARACTERS = 1 << 20;

    private final Map<String, V> entries = new LinkedHashMap<>(MOST_ENTRIES, 0.75f, true);
    private long characters;

    V get(String text, Function<String, V> read) {
        V known = entries.get(text);
        if (known != null) {
            return known;
        }
        V value = read.apply(text);
        if (text.length() <= MOST_CHARACTERS) {
            entries.put(text, value);
            characters += text.length();
            while (entries.size() > MOST_ENTRIES || characters > MOST_CHARACTERS) {
                String oldest = entries.keySet().iterator().next();
                entries.remove(oldest);
                characters -= oldest.length();
            }
        }
        return value;
    }
}
