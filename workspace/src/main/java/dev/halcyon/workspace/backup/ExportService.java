package dev.halcyon.workspace.backup;

import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.workspace.query.QueryRequest;
import dev.halcyon.workspace.query.QueryService;
import dev.halcyon.workspace.query.RunningQuery;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Writes the rows of a query as Parquet: a file for each day of {@code TimeGenerated}, else one file. */
public final class ExportService {

    private static final String FILE = "rows.parquet";
    private static final String TIME = "TimeGenerated";

    private final QueryService queries;

    public ExportService(QueryService queries) {
        this.queries = queries;
    }

    /** What was written: files and their rows, and the files of an earlier run that were kept. */
    public record Outcome(int files, long rows, int kept) {}

    /**
     * Exports. Every file is whole when it has its name.
     *
     * @param request its text is a query with one result
     * @param folder where the files lie; a folder that the engine may write
     * @param resume keeps the files that are there and writes the others
     * @throws IOException when the folder exists and nothing is to be resumed, or a file cannot be written
     * @throws dev.halcyon.kql.diagnostic.KqlException when the query does not compile
     * @throws dev.halcyon.engine.EngineException when it fails
     */
    public Outcome export(QueryRequest request, Path folder, boolean resume) throws IOException {
        boolean byDay = hasTime(request);
        List<Part> parts = byDay ? days(request) : List.of(new Part(FILE, ""));
        if (Files.exists(folder) && !resume) {
            throw new FileAlreadyExistsException(
                    folder.toString(), null, "It exists already: give another name, or resume");
        }
        int files = 0;
        int kept = 0;
        long rows = 0;
        for (Part part : parts) {
            Path file = folder.resolve(part.path());
            if (Files.exists(file)) {
                kept++;
                continue;
            }
            Path parent = Objects.requireNonNull(file.getParent());
            Files.createDirectories(parent);
            Path draft = parent.resolve("." + FILE + ".part");
            try (RunningQuery query = queries.start(request.withText(text(request) + part.filter()))) {
                rows += query.export(0, draft);
            }
            Backups.sync(draft);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            Backups.sync(parent);
            files++;
        }
        return new Outcome(files, rows, kept);
    }

    /** A file and the filter of its rows. */
    private record Part(String path, String filter) {}

    private boolean hasTime(QueryRequest request) {
        try (RunningQuery query = queries.start(request)) {
            return query.tables().getFirst().relation().columns().stream()
                    .map(column -> new Column(column.name(), column.type()))
                    .anyMatch(new Column(TIME, ScalarType.DATETIME)::equals);
        }
    }

    private List<Part> days(QueryRequest request) {
        List<Part> parts = new ArrayList<>();
        String days = text(request) + "\n| distinct Day = bin(TimeGenerated, 1d) | order by Day asc";
        try (RunningQuery query = queries.start(request.withText(days));
                RowCursor rows = query.open(0)) {
            while (rows.next()) {
                if (rows.isNull(0)) {
                    parts.add(new Part("day=none/" + FILE, "\n| where isnull(TimeGenerated)"));
                } else {
                    long day = rows.getLong(0);
                    String name = Ticks.datetimeText(day).substring(0, "2026-01-01".length());
                    parts.add(new Part(
                            "day=%s/%s".formatted(name, FILE),
                            "\n| where TimeGenerated >= datetime(%s) and TimeGenerated < datetime(%s) + 1d"
                                    .formatted(name, name)));
                }
            }
        }
        return parts;
    }

    /** The query so that an operator can follow; a comment at its end stays one. */
    private static String text(QueryRequest request) {
        String text = request.text().strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    }
}
