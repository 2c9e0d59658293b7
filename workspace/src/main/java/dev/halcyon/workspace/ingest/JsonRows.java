package dev.halcyon.workspace.ingest;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.workspace.ingest.IngestionException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a JSON array of objects as rows of given columns (I-3, I-4). Properties without a column are skipped, columns
 * without a property are null; of a repeated property the last one counts.
 */
final class JsonRows {

    private static final int MAXIMUM_DEPTH = 100;
    private static final int MAXIMUM_NAME_LENGTH = 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAXIMUM_DEPTH)
                    .maxNameLength(MAXIMUM_NAME_LENGTH)
                    .maxStringLength(IngestionService.MAXIMUM_BODY_BYTES)
                    .build())
            .build();

    /**
     * What was read.
     *
     * @param undeclared properties without a column, over all rows
     * @param cut columns with values that were longer than {@link FieldLimit}
     */
    record Body(RowBlock rows, long undeclared, Set<String> cut) {}

    private final List<Column> columns;
    private final List<JsonColumn> values = new ArrayList<>();
    private final Map<String, JsonColumn> byName = new HashMap<>();
    private int rowCount;
    private long undeclared;

    private JsonRows(List<Column> columns) {
        this.columns = columns;
        for (Column column : columns) {
            JsonColumn read = JsonColumn.of(column.type());
            values.add(read);
            byName.put(column.name(), read);
        }
    }

    /**
     * The rows of a body.
     *
     * @throws IngestionException with {@link Reason#INVALID_JSON} when it is no JSON array of objects
     */
    static RowBlock read(byte[] body, List<Column> columns) {
        return parse(body, columns).rows();
    }

    /**
     * The rows of a body, and how many properties of them have no column.
     *
     * @throws IngestionException with {@link Reason#INVALID_JSON} when it is no JSON array of objects
     */
    static Body parse(byte[] body, List<Column> columns) {
        JsonRows reader = new JsonRows(columns);
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            reader.array(parser);
        } catch (JacksonException e) {
            throw invalid("The body is not valid JSON: " + e.getOriginalMessage() + position(e));
        }
        return new Body(reader.build(), reader.undeclared, reader.cut());
    }

    private void array(JsonParser parser) {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_ARRAY) {
            throw invalid("The body must be a JSON array of objects"
                    + (first == null ? "; it is empty." : "; it begins with " + describe(first) + "."));
        }
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw invalid("The JSON array does not end.");
            }
            if (token != JsonToken.START_OBJECT) {
                throw invalid("Element %d of the array is %s; every element must be an object."
                        .formatted(rowCount, describe(token)));
            }
            row(parser);
            rowCount++;
        }
        if (parser.nextToken() != null) {
            throw invalid("Something follows the JSON array.");
        }
    }

    private void row(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            JsonColumn column = byName.get(name);
            if (column == null) {
                undeclared++;
                parser.skipChildren();
            } else {
                column.read(parser, rowCount);
            }
        }
    }

    private Set<String> cut() {
        Set<String> names = new TreeSet<>();
        for (int index = 0; index < columns.size(); index++) {
            if (values.get(index).isCut()) {
                names.add(columns.get(index).name());
            }
        }
        return names;
    }

    private RowBlock build() {
        return new RowBlock(
                columns, values.stream().map(column -> column.build(rowCount)).toList(), rowCount);
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "no value";
        };
    }

    private static String position(JacksonException e) {
        return e.getLocation() == null || e.getLocation().getLineNr() < 1
                ? ""
                : " at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static IngestionException invalid(String message) {
        return new IngestionException(Reason.INVALID_JSON, message);
    }
}
