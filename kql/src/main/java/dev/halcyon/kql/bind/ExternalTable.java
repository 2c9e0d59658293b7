package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.FileSource;
import java.util.Objects;

/** What a name of {@code external_table} leads to. */
public sealed interface ExternalTable {

    /** Files that the request may read. */
    record Found(FileSource source) implements ExternalTable {
        public Found {
            Objects.requireNonNull(source, "source");
        }
    }

    /** No such table, or files that cannot be read. */
    record Refused(String reason, String hint) implements ExternalTable {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(hint, "hint");
        }
    }
}
