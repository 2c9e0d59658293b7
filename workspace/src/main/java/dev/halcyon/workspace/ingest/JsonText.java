package dev.halcyon.workspace.ingest;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/** Copies JSON as it was written: order of properties and text of numbers are kept, white space is not. */
final class JsonText {

    private static final JsonMapper JSON = JsonMapper.shared();

    private JsonText() {}

    /** The text of the value at which the parser stands; afterwards it stands at the value's last token. */
    static String copy(JsonParser parser) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            int depth = 0;
            do {
                depth += depthChange(parser.currentToken());
                copyToken(parser, generator);
            } while (depth > 0 && parser.nextToken() != null);
        }
        return text.toString();
    }

    /** The JSON string of a text. */
    static String quote(String text) {
        return JSON.writeValueAsString(text);
    }

    private static int depthChange(JsonToken token) {
        if (token.isStructStart()) {
            return 1;
        }
        return token.isStructEnd() ? -1 : 0;
    }

    private static void copyToken(JsonParser parser, JsonGenerator generator) {
        switch (parser.currentToken()) {
            case START_OBJECT -> generator.writeStartObject();
            case END_OBJECT -> generator.writeEndObject();
            case START_ARRAY -> generator.writeStartArray();
            case END_ARRAY -> generator.writeEndArray();
            case PROPERTY_NAME -> generator.writeName(parser.currentName());
            case VALUE_STRING -> generator.writeString(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> generator.writeNumber(parser.getString());
            case VALUE_TRUE -> generator.writeBoolean(true);
            case VALUE_FALSE -> generator.writeBoolean(false);
            case VALUE_NULL -> generator.writeNull();
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("A text parser has no " + parser.currentToken());
        }
    }
}
