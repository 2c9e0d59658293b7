package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.runtime.Json;
import dev.halcyon.engine.runtime.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * Between texts and dynamic values, with the meaning of {@code parse_json} and {@code tostring}. A dynamic column holds
 * JSON and nothing else: one text that is none would fail every query of the column.
 */
final class DynamicText {

    private DynamicText() {}

    /** The dynamic value of a text (R66): a string that holds the text when it is no JSON, nothing when it is blank. */
    static @Nullable String parse(String text) {
        return text.isBlank()
                ? null
                : JsonText.parse(text).orElseGet(() -> new Json.Text(text)).physical();
    }

    /** The text of a dynamic value (R33): strings without their quotes, anything else as JSON. */
    static String plain(String json) {
        return JsonText.parse(json).map(Json::plainText).orElse(json);
    }
}
