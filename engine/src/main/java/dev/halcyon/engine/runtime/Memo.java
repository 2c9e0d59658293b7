package dev.halcyon.engine.runtime;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was last computed from a text: an argument that is the same in every row, such as a list of networks, is
 * read once.
 */
final class Memo<T> {

    private record Entry<T>(String text, T value) {}

    private final Function<String, T> computation;
    private volatile @Nullable Entry<T> last;

    Memo(Function<String, T> computation) {
        this.computation = computation;
    }

    T of(String text) {
        Entry<T> entry = last;
        if (entry == null || !entry.text().equals(text)) {
            entry = new Entry<>(text, computation.apply(text));
            last = entry;
        }
        return entry.value();
    }
}
