package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.type.Column;
import java.util.List;
import java.util.Objects;

/** What {@code infer_storage_schema} learns of files. */
public sealed interface ExternalSchema {

    /** The columns of the files. */
    record Found(List<Column> columns) implements ExternalSchema {
        public Found {
            columns = List.copyOf(columns);
        }
    }

    /** No such files, or none that the request may read. */
    record Refused(String reason, String hint) implements ExternalSchema {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(hint, "hint");
        }
    }

    /** Which files tell the schema. */
    enum Mode {
        /** The first that is found. */
        ANY,
        /** The one that was written last. */
        LAST,
        /** All, with the columns of each. */
        ALL
    }

    /**
     * Which files are meant.
     *
     * @param containers addresses of files and folders, as {@code externaldata} takes them
     * @param extension how the names of the files end; empty for all of the format
     * @param prefix how they begin
     */
    record Request(List<String> containers, FileFormat format, String extension, String prefix, Mode mode) {
        public Request {
            containers = List.copyOf(containers);
            Objects.requireNonNull(format, "format");
            Objects.requireNonNull(extension, "extension");
            Objects.requireNonNull(prefix, "prefix");
            Objects.requireNonNull(mode, "mode");
        }
    }
}
