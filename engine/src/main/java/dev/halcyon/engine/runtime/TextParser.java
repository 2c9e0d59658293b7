package dev.halcyon.engine.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the columns out of a text. */
interface TextParser {

    /** The cells in the form of {@link ParsedCell}, null for a missing one; null when the text does not match. */
    @Nullable
    List<@Nullable String> parse(String text);
}
