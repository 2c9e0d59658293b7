package dev.halcyon.cli.load;

import dev.halcyon.cli.client.ResourceClient;
import dev.halcyon.cli.client.ServiceException;
import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sends the rows of files into a table, from where an earlier import of the same file ended. */
public final class FileImport {

    private static final String VERSION = "2022-10-01";
    private static final int PIECE_ROWS = 50_000;
    private static final int PIECE_BYTES = 16 << 20;
    private static final int NOT_FOUND = 404;
    private static final int SOURCE_LENGTH = 32;
    private static final String TIME = "TimeGenerated";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ResourceClient resources;
    private final String table;
    private final Optional<String> timeColumn;

    /** Hears how an import goes. */
    public interface Listener {
        /** Something that the user should know. */
        void notice(String text);

        /** Whether the rows are to be counted before, which takes a small part of the time of the import. */
        boolean wantsTotal();

        /**
         * So many rows of the file are stored.
         *
         * @param total how many it has, when they were counted
         */
        void progress(long rows, OptionalLong total);
    }

    public FileImport(ResourceClient resources, String table, Optional<String> timeColumn) {
        this.resources = resources;
        this.table = table;
        this.timeColumn = timeColumn;
    }

    /**
     * Imports a file.
     *
     * @param file a real path
     * @return the rows of the file, stored now or before
     * @throws IOException when it cannot be read as a table
     * @throws ServiceException when the server refuses rows
     */
    public long run(Path file, Listener listener) throws IOException {
        try (FileRowsReader reader = new FileRowsReader(file, timeColumn, listener.wantsTotal())) {
            RowCursor rows = reader.rows();
            ImportedColumns imported = new ImportedColumns(rows.columns());
            imported.changes().forEach(listener::notice);
            prepare(imported.columns(), listener::notice);
            String source = source(file);
            long stored = resources
                    .send("GET", path(), VERSION, "&source=" + source, Optional.empty())
                    .path("rows")
                    .asLong();
            if (stored > 0) {
                listener.notice("%,d rows of %s are stored already".formatted(stored, file.getFileName()));
            }
            long skipped = 0;
            while (skipped < stored && rows.next()) {
                skipped++;
            }
            return send(reader, imported.taken(), source, stored, listener);
        }
    }

    private long send(
            FileRowsReader reader, List<ImportedColumns.Taken> columns, String source, long stored, Listener listener)
            throws IOException {
        RowCursor rows = reader.rows();
        long sent = stored;
        long untimed = 0;
        int time = columns.stream()
                .filter(taken -> timeColumn.isPresent() && taken.column().name().equals(TIME))
                .mapToInt(ImportedColumns.Taken::index)
                .findFirst()
                .orElse(-1);
        boolean more = rows.next();
        while (more) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            int count = 0;
            try (GZIPOutputStream packed = new GZIPOutputStream(body);
                    JsonGenerator json = JSON.createGenerator(packed)) {
                json.writeStartArray();
                long size = 0;
                while (more && count < PIECE_ROWS && size < PIECE_BYTES) {
                    size += write(rows, columns, json);
                    untimed += time >= 0 && rows.isNull(time) ? 1 : 0;
                    count++;
                    more = rows.next();
                }
                json.writeEndArray();
            }
            String address = "%s?api-version=%s&source=%s&from=%d".formatted(path(), VERSION, source, sent);
            sent = resources
                    .sendPacked(address, body.toByteArray())
                    .path("rows")
                    .asLong();
            listener.progress(sent, reader.count());
        }
        if (untimed > 0) {
            listener.notice("%,d rows have no readable time in %s: theirs is that of the import"
                    .formatted(untimed, timeColumn.orElse(TIME)));
        }
        return sent;
    }

    /** Makes the table, or says what of the file it does not take. */
    private void prepare(List<Column> columns, Consumer<String> notice) {
        Set<String> known = new HashSet<>();
        try {
            JsonNode existing = resources.send("GET", tablePath(), VERSION, Optional.empty());
            JsonNode schema = existing.at("/properties/schema");
            for (String list : List.of("columns", "standardColumns")) {
                schema.path(list)
                        .forEach(column -> known.add(column.path("name").asString("")));
            }
        } catch (ServiceException e) {
            if (e.status() != NOT_FOUND) {
                throw e;
            }
            resources.send("PUT", tablePath(), VERSION, Optional.of(definition(columns, notice)));
            return;
        }
        known.add(TIME);
        columns.stream()
                .filter(column -> !known.contains(column.name()))
                .forEach(column ->
                        notice.accept("%s has no column %s: its values are dropped".formatted(table, column.name())));
    }

    private ObjectNode definition(List<Column> columns, Consumer<String> notice) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode schema = body.putObject("properties").putObject("schema").put("name", table);
        ArrayNode declared = schema.putArray("columns");
        declared.addObject().put("name", TIME).put("type", "datetime");
        boolean timed = false;
        for (Column column : columns) {
            if (column.name().equals(TIME)) {
                timed = true;
            } else {
                declared.addObject()
                        .put("name", column.name())
                        .put(
                                "type",
                                column.type() == ScalarType.BOOL
                                        ? "boolean"
                                        : column.type().kqlName());
            }
        }
        if (!timed) {
            notice.accept("the file has no column TimeGenerated: rows get the time of their import, or give --time");
        }
        return body;
    }

    /** Writes a row and gives about how many bytes it takes. */
    private static long write(RowCursor row, List<ImportedColumns.Taken> columns, JsonGenerator json) {
        json.writeStartObject();
        long size = 2;
        for (ImportedColumns.Taken taken : columns) {
            if (!row.isNull(taken.index())) {
                String name = taken.column().name();
                json.writeName(name);
                size += name.length() + 12 + cell(row, taken.index(), json);
            }
        }
        json.writeEndObject();
        return size;
    }

    private static int cell(RowCursor row, int index, JsonGenerator json) {
        switch (row.columns().get(index).type()) {
            case BOOL -> json.writeBoolean(row.getBoolean(index));
            case INT, LONG -> json.writeNumber(row.getLong(index));
            case REAL -> {
                double value = row.getReal(index);
                if (Double.isFinite(value)) {
                    json.writeNumber(value);
                } else {
                    json.writeString(Double.toString(value));
                }
            }
            case DECIMAL -> json.writeString(row.getDecimal(index).toPlainString());
            case DATETIME -> json.writeString(Ticks.datetimeText(row.getLong(index)));
            case TIMESPAN -> json.writeString(Ticks.timespanText(row.getLong(index)));
            case GUID -> json.writeString(row.getGuid(index).toString());
            case STRING -> {
                json.writeString(row.getString(index));
                return row.getString(index).length();
            }
            case DYNAMIC -> {
                json.writeRawValue(row.getString(index));
                return row.getString(index).length();
            }
        }
        return 0;
    }

    /** The same for the same file, another when its name, size or time changed. */
    private static String source(Path file) throws IOException {
        String identity = "%s|%d|%s".formatted(file, Files.size(file), Files.getLastModifiedTime(file));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, SOURCE_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException("Every Java platform has SHA-256", e));
        }
    }

    private String tablePath() {
        return resources.workspaceResourceId() + "/tables/" + ResourceClient.segment(table);
    }

    private String path() {
        return tablePath() + "/import";
    }
}
