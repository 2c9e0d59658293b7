package dev.halcyon.kql.assist;

import dev.halcyon.kql.diagnostic.SourceSpan;
import java.util.Objects;

/**
 * What stands at a place.
 *
 * @param span the word
 * @param title its name with type or signature
 * @param text what it means; may be empty
 */
public record Hover(SourceSpan span, String title, String text) {
    public Hover {
        Objects.requireNonNull(span, "span");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(text, "text");
    }
}
