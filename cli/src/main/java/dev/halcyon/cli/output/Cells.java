package dev.halcyon.cli.output;

import dev.halcyon.cli.client.ResultColumn;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Cells of the wire as text and as JSON. */
final class Cells {
    private static final String DYNAMIC = "dynamic";

    private Cells() {}

    /** The value as text: null is empty, numbers keep every digit. */
    static String text(JsonNode cell) {
        return cell.isNull() ? "" : cell.asString();
    }

    /** The value as JSON: dynamic values come as JSON text and become JSON again. */
    static JsonNode json(JsonNode cell, ResultColumn column) {
        if (!column.type().equals(DYNAMIC) || !cell.isString()) {
            return cell;
        }
        try {
            return JsonMapper.shared().readTree(cell.asString());
        } catch (JacksonException e) {
            return cell;
        }
    }
}
