package dev.halcyon.kql.syntax.print;

import dev.halcyon.kql.syntax.Name;
import dev.halcyon.kql.syntax.parse.Names;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The text being written. */
final class PrintBuffer {
    private final StringBuilder text = new StringBuilder();

    PrintBuffer add(String piece) {
        text.append(piece);
        return this;
    }

    /** A name, quoted when it is no plain word. */
    PrintBuffer name(Name name) {
        return name(name.text());
    }

    PrintBuffer name(String name) {
        return add(Names.quotedIfNeeded(name));
    }

    /** Elements with commas between them. */
    <T> PrintBuffer list(List<T> elements, Consumer<T> print) {
        return list(elements, ", ", print);
    }

    <T> PrintBuffer list(List<T> elements, String separator, Consumer<T> print) {
        for (int i = 0; i < elements.size(); i++) {
            if (i > 0) {
                add(separator);
            }
            print.accept(elements.get(i));
        }
        return this;
    }

    /** A word and an element, or nothing when there is no element. */
    <T> PrintBuffer optional(String before, @Nullable T element, Consumer<T> print) {
        if (element != null) {
            add(before);
            print.accept(element);
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
