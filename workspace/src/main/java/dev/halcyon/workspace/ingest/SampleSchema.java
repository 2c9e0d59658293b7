package dev.halcyon.workspace.ingest;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The columns that sample rows ask for (ingestion.md section 4): ISO 8601 text is datetime, whole numbers are int or
 * long, fractions real, objects and arrays dynamic, everything else string. What all rows can hold together wins.
 */
public final class SampleSchema {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}([T ].*)?");

    private SampleSchema() {}

    /** The columns of an array of objects, in the order in which properties appear; properties that are null always are strings. */
    public static List<Column> infer(JsonNode sample) {
        Map<String, @Nullable ScalarType> types = new LinkedHashMap<>();
        for (JsonNode row : sample) {
            for (Map.Entry<String, JsonNode> property : row.properties()) {
                ScalarType type = type(property.getValue());
                ScalarType before = types.get(property.getKey());
                if (type != null && before != null) {
                    type = common(before, type);
                }
                types.put(property.getKey(), type == null ? before : type);
            }
        }
        List<Column> columns = new ArrayList<>();
        types.forEach((name, type) -> columns.add(new Column(name, type == null ? ScalarType.STRING : type)));
        return columns;
    }

    private static @Nullable ScalarType type(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (value.isBoolean()) {
            return ScalarType.BOOL;
        }
        if (value.isNumber()) {
            return number(value);
        }
        if (value.isString()) {
            String text = value.asString();
            boolean time =
                    DATE.matcher(text).matches() && DatetimeReader.read(text).isPresent();
            return time ? ScalarType.DATETIME : ScalarType.STRING;
        }
        return ScalarType.DYNAMIC;
    }

    private static ScalarType number(JsonNode value) {
        if (!value.isIntegralNumber()) {
            return ScalarType.REAL;
        }
        if (value.canConvertToInt()) {
            return ScalarType.INT;
        }
        return value.canConvertToLong() ? ScalarType.LONG : ScalarType.REAL;
    }

    private static ScalarType common(ScalarType one, ScalarType other) {
        if (one == other) {
            return one;
        }
        if (one.isNumeric() && other.isNumeric()) {
            return one == ScalarType.REAL || other == ScalarType.REAL ? ScalarType.REAL : ScalarType.LONG;
        }
        return one == ScalarType.DYNAMIC || other == ScalarType.DYNAMIC ? ScalarType.DYNAMIC : ScalarType.STRING;
    }
}
