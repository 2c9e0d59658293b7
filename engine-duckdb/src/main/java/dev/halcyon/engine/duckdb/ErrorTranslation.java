package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.runtime.QueryFailure;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the database's errors into the engine's; SQL stays in the log. */
final class ErrorTranslation {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorTranslation.class);

    /** What the messages of the file readers have in common. */
    private static final List<String> FILE_WORDS = List.of(
            "CSV Error",
            "CSV File",
            "read_csv",
            "JSON in file",
            "read_json",
            "parquet",
            "Parquet",
            "magic bytes",
            "JSON in file",
            "Malformed JSON",
            "JSON transform error",
            "sniffing file",
            "CSV parsing",
            "GZIP",
            "gzip");

    /** What to do about a database that a failed write has made invalid. */
    static final String INVALIDATED = "The database has stopped because the log could not be merged into its file."
            + " It is opened again by itself; when that does not help, see that its disk has room and can be written,"
            + " and start the program again";

    private ErrorTranslation() {}

    /** True when the database accepts nothing more until it is opened again. */
    static boolean isInvalidated(String message) {
        return message.contains("has been invalidated");
    }

    static EngineException translate(SQLException error) {
        String message = error.getMessage() == null ? "" : error.getMessage();
        int mark = message.indexOf(QueryFailure.MARK);
        if (mark >= 0) {
            return new EngineException(Kind.QUERY, firstLine(message.substring(mark + QueryFailure.MARK.length())));
        }
        if (message.contains("INTERRUPT")) {
            return new EngineException(Kind.CANCELLED, "The query was cancelled", error);
        }
        if (isDiskFull(message)) {
            return new EngineException(Kind.STORAGE_FULL, "The disk is full; nothing was stored", error);
        }
        if (message.startsWith("Out of Memory Error") || message.contains("failed to allocate")) {
            return new EngineException(
                    Kind.RUNAWAY,
                    "The query needs more memory than it may use (E_RUNAWAY_QUERY); filter or summarize more",
                    error);
        }
        if (FILE_WORDS.stream().anyMatch(message::contains)) {
            return unreadableFile(error);
        }
        if (message.startsWith("Out of Range Error") || message.startsWith("Conversion Error")) {
            LOG.debug("A value was out of range", error);
            return new EngineException(Kind.QUERY, "A value in the query is out of range", error);
        }
        if (message.contains("Read-only file system")) {
            return new EngineException(Kind.STORAGE_UNAVAILABLE, "The data folder is read-only", error);
        }
        if (message.contains("Input/output error")) {
            return new EngineException(
                    Kind.STORAGE_UNAVAILABLE, "The disk of the data folder reports an error: look after it", error);
        }
        if (isInvalidated(message)) {
            return new EngineException(Kind.STORAGE_UNAVAILABLE, INVALIDATED, error);
        }
        if (message.startsWith("Catalog Error") && message.contains("does not exist")) {
            return new EngineException(
                    Kind.STORAGE_CONFLICT, "The stored rows have moved while the query began; run it again", error);
        }
        LOG.warn("The database refused a statement", error);
        return new EngineException(Kind.INTERNAL, "The engine failed; the server's log has the details", error);
    }

    /** True when the driver only says that there is no result, as it does when the first chunk of a stream fails. */
    static boolean isUnexplained(SQLException error) {
        return error.getMessage() != null && error.getMessage().contains("Invalid result set");
    }

    static EngineException unreadableFile(SQLException error) {
        LOG.debug("A file could not be read", error);
        return new EngineException(Kind.QUERY, fileMessage(String.valueOf(error.getMessage())), error);
    }

    private static String fileMessage(String message) {
        String place = FileDamage.place(message).map(" (%s)"::formatted).orElse("");
        if (message.contains("Error when converting column") || message.contains("Failed to cast")) {
            return "A file has a value that does not have the type its first 100,000 rows tell%s; declare the type of the column, string fits every value"
                    .formatted(place);
        }
        return "A file is damaged or is not of the format given" + place;
    }

    private static boolean isDiskFull(String message) {
        return message.contains("No space left on device")
                || message.contains("not enough space")
                || message.contains("disk full")
                || message.contains("max_temp_directory_size");
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
