package dev.halcyon.server.azure.query;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.ExecutionStatistics;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.kql.plan.ResultTable;
import dev.halcyon.kql.type.Column;
import dev.halcyon.server.http.ErrorBody;
import dev.halcyon.workspace.query.RunningQuery;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a query and streams its answer (query.md sections 3 and 4). The answer begins when the first row is there, so that
 * an early failure still gets its status; a later one becomes the {@code error} member.
 */
final class AnswerWriter {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final double NANOS_PER_SECOND = 1e9;

    private final RunningQuery query;
    private final String text;
    private final PreferHeader prefer;
    private final List<ExecutionStatistics> statistics = new ArrayList<>();
    private @Nullable ErrorBody failure;

    AnswerWriter(RunningQuery query, String text, PreferHeader prefer) {
        this.query = query;
        this.text = text;
        this.prefer = prefer;
    }

    /** Where the answer goes; asked when it begins, closed when it ends. */
    @FunctionalInterface
    interface Target {
        OutputStream open() throws IOException;
    }

    /**
     * Answers.
     *
     * @param resourceId the workspace's ARM id, for the members that ask for it
     * @param resourceScope the resource that is asked about; empty for the workspace
     * @throws EngineException when the query fails before its first row
     * @throws IOException when the client is gone; the query is cancelled
     */
    void write(Target target, String resourceId, Optional<String> resourceScope, Set<String> hiddenTables)
            throws IOException {
        RowCursor first = query.open(0);
        boolean hasRow;
        try {
            hasRow = first.next();
        } catch (EngineException e) {
            if (!QueryProblems.isPartial(e)) {
                throw e;
            }
            failure = QueryProblems.partial(e);
            hasRow = false;
        }
        boolean complete = false;
        try (OutputStream out = target.open();
                JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("tables");
            table(query.tables().getFirst(), first, hasRow, json);
            for (int index = 1; index < query.tables().size() && failure == null; index++) {
                furtherTable(index, json);
            }
            json.writeEndArray();
            extras(resourceId, resourceScope, hiddenTables, json);
            json.writeEndObject();
            complete = true;
        } finally {
            if (!complete) {
                query.cancel();
            }
        }
    }

    private void furtherTable(int index, JsonGenerator json) {
        RowCursor cursor;
        boolean hasRow;
        try {
            cursor = query.open(index);
            hasRow = cursor.next();
        } catch (EngineException e) {
            failure = QueryProblems.partial(e);
            return;
        }
        table(query.tables().get(index), cursor, hasRow, json);
    }

    private void table(ResultTable table, RowCursor cursor, boolean hasFirstRow, JsonGenerator json) {
        List<Column> columns = cursor.columns();
        json.writeStartObject();
        json.writeStringProperty("name", table.name());
        json.writeArrayPropertyStart("columns");
        for (Column column : columns) {
            json.writeStartObject();
            json.writeStringProperty("name", column.name());
            json.writeStringProperty("type", column.type().kqlName());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
        boolean hasRow = hasFirstRow;
        while (hasRow) {
            json.writeStartArray();
            for (int index = 0; index < columns.size(); index++) {
                CellWriter.write(cursor, index, columns.get(index).type(), json);
            }
            json.writeEndArray();
            hasRow = advance(cursor);
        }
        json.writeEndArray();
        json.writeEndObject();
        if (failure == null) {
            cursor.partialFailure().ifPresent(cut -> failure = QueryProblems.partial(cut));
        }
        statistics.add(cursor.statistics());
    }

    private boolean advance(RowCursor cursor) {
        try {
            return cursor.next();
        } catch (EngineException e) {
            failure = QueryProblems.partial(e);
            return false;
        }
    }

    private void extras(
            String resourceId, Optional<String> resourceScope, Set<String> hiddenTables, JsonGenerator json) {
        if (prefer.statistics()) {
            json.writeName("statistics");
            statistics(json);
        }
        if (prefer.render()) {
            query.tables().getFirst().visualization().ifPresent(visualization -> {
                json.writeName("render");
                RenderWriter.write(visualization, json);
            });
        }
        if (prefer.permissions()) {
            json.writeObjectPropertyStart("permissions");
            json.writeArrayPropertyStart("resources");
            resourceScope.ifPresent(scope -> {
                json.writeStartObject();
                json.writeStringProperty("resourceId", scope);
                texts("dataSources", Set.of(resourceId), json);
                texts("denyTables", hiddenTables, json);
                json.writeEndObject();
            });
            json.writeEndArray();
            json.writeArrayPropertyStart("dataSources");
            json.writeStartObject();
            json.writeStringProperty("resourceId", resourceId);
            texts("denyTables", hiddenTables, json);
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        if (prefer.dataSources()) {
            json.writeArrayPropertyStart("dataSources");
            json.writeStartObject();
            json.writeStringProperty("resourceId", resourceId);
            json.writeEndObject();
            json.writeEndArray();
        }
        warnings(json);
        if (failure != null) {
            json.writeName("error");
            json.writeRawValue(failure.json().toString());
        }
    }

    private static void texts(String name, Set<String> texts, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /** A member of our own: the documented answer has no place for findings that did not stop the query. */
    private void warnings(JsonGenerator json) {
        if (query.warnings().isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("warnings");
        for (Diagnostic warning : query.warnings()) {
            TextLocation place = TextLocation.of(text, warning.span());
            json.writeStartObject();
            json.writeStringProperty("code", warning.code());
            json.writeStringProperty("message", warning.message());
            json.writeNumberProperty("line", place.line());
            json.writeNumberProperty("pos", place.column());
            json.writeStringProperty("token", place.token());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** What was measured; figures that nobody measured are left out. */
    private void statistics(JsonGenerator json) {
        Duration elapsed = query.elapsed();
        json.writeStartObject();
        json.writeObjectPropertyStart("query");
        json.writeNumberProperty("executionTime", elapsed.toNanos() / NANOS_PER_SECOND);
        json.writeArrayPropertyStart("datasetStatistics");
        for (ExecutionStatistics table : statistics) {
            json.writeStartObject();
            json.writeNumberProperty("tableRowCount", table.rowsReturned());
            json.writeNumberProperty("tableSize", table.bytesReturned());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }
}
