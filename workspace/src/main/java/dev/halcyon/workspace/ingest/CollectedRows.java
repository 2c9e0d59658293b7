package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.RowBlockBuilder;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.table.StandardColumns;
import dev.halcyon.workspace.ingest.IngestionException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows whose columns follow from their values (ingestion.md section 7): each property becomes a column with a suffix that
 * tells its type, so a property whose values change their type fills several columns.
 */
final class CollectedRows {

    /** Longer text is cut, in bytes of UTF-8. */
    static final int FIELD_BYTES = 32 * 1024;

    private static final Pattern GUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern ISO_TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:.*");
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_]");
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,44}");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, ScalarType> existing;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private final List<OptionalLong> times = new ArrayList<>();
    private final Set<String> cut = new TreeSet<>();

    private CollectedRows(List<Column> existing) {
        this.existing = new HashMap<>();
        existing.forEach(column -> this.existing.put(column.name(), column.type()));
    }

    /**
     * The rows of a body.
     *
     * @param existing the columns that the table has
     * @param timeProperty the property that holds the time of a row; empty for none
     * @throws IngestionException when it is neither an object nor an array of objects
     */
    static CollectedRows read(byte[] body, List<Column> existing, String timeProperty) {
        CollectedRows collected = new CollectedRows(existing);
        try {
            JsonNode tree = JSON.readTree(body);
            if (tree.isObject()) {
                collected.add(tree, timeProperty);
            } else if (tree.isArray()) {
                for (JsonNode element : tree) {
                    if (!element.isObject()) {
                        throw invalid("Every element of the array must be an object.");
                    }
                    collected.add(element, timeProperty);
                }
            } else {
                throw invalid("The body must be a JSON object or an array of objects.");
            }
        } catch (JacksonException e) {
            throw invalid("The body is not valid JSON: " + e.getOriginalMessage());
        }
        return collected;
    }

    /** The columns that the rows need, those the table has included. */
    List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** The properties with values that were too long and cut. */
    Set<String> cut() {
        return cut;
    }

    /** Leaves columns out of all rows. */
    void drop(Set<String> names) {
        columns.keySet().removeAll(names);
    }

    int rowCount() {
        return rows.size();
    }

    /**
     * The rows with {@code SourceSystem} and, where they name one in range, {@code TimeGenerated}.
     *
     * @param earliest the first time that counts
     * @param latest the last one
     */
    RowBlock block(long earliest, long latest) {
        List<Column> all = new ArrayList<>(columns.values());
        all.add(StandardColumns.SOURCE_SYSTEM);
        all.add(StandardColumns.TIME_GENERATED);
        RowBlockBuilder builder = RowBlock.builder(all);
        for (int index = 0; index < rows.size(); index++) {
            @Nullable Object[] row = new Object[all.size()];
            int at = 0;
            for (String name : columns.keySet()) {
                row[at++] = rows.get(index).get(name);
            }
            row[at] = "RestAPI";
            OptionalLong time = times.get(index);
            if (time.isPresent() && time.getAsLong() >= earliest && time.getAsLong() <= latest) {
                row[at + 1] = time.getAsLong();
            }
            builder.add(row);
        }
        return builder.build();
    }

    private void add(JsonNode object, String timeProperty) {
        Map<String, Object> row = new HashMap<>();
        OptionalLong time = OptionalLong.empty();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            JsonNode value = property.getValue();
            if (!timeProperty.isEmpty() && property.getKey().equals(timeProperty) && value.isString()) {
                time = DatetimeReader.read(value.asString());
            }
            if (!value.isNull()) {
                put(property.getKey(), value, row);
            }
        }
        rows.add(row);
        times.add(time);
    }

    private void put(String property, JsonNode value, Map<String, Object> row) {
        if (value.isBoolean()) {
            put(property, "_b", ScalarType.BOOL, value.asBoolean(), row);
        } else if (value.isNumber()) {
            put(property, "_d", ScalarType.REAL, value.asDouble(), row);
        } else if (value.isString()) {
            String text = value.asString();
            OptionalLong time = ISO_TIME.matcher(text).matches() ? DatetimeReader.read(text) : OptionalLong.empty();
            if (time.isPresent()) {
                put(property, "_t", ScalarType.DATETIME, time.getAsLong(), row);
            } else if (GUID.matcher(text).matches()) {
                put(property, "_g", ScalarType.STRING, text, row);
            } else {
                put(property, "_s", ScalarType.STRING, FieldLimit.cut(text, FIELD_BYTES, () -> cut.add(property)), row);
            }
        } else {
            String json = FieldLimit.cut(value.toString(), FIELD_BYTES, () -> cut.add(property));
            put(property, "_s", ScalarType.STRING, json, row);
        }
    }

    private void put(String property, String suffix, ScalarType type, Object value, Map<String, Object> row) {
        String name = ILLEGAL.matcher(property).replaceAll("_") + suffix;
        // A column of that name and another type was declared by hand: the next free name takes the values.
        while (existing.getOrDefault(name, type) != type) {
            name += suffix;
        }
        if (!COLUMN.matcher(name).matches()) {
            throw invalid(("The property '%s' makes no column: '%s' must begin with a letter and have at most 45 "
                            + "letters, digits and '_'.")
                    .formatted(property, name));
        }
        columns.putIfAbsent(name, new Column(name, type));
        row.put(name, Objects.requireNonNull(value));
    }

    private static IngestionException invalid(String message) {
        return new IngestionException(Reason.INVALID_JSON, message);
    }
}
