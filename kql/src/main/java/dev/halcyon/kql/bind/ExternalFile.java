package dev.halcyon.kql.bind;

import java.util.Objects;

/** What an address of {@code externaldata} leads to. */
public sealed interface ExternalFile {

    /** A file that the request may read. */
    record Found(String path) implements ExternalFile {
        public Found {
            Objects.requireNonNull(path, "path");
        }
    }

    /** No such file, or none that the request may read. */
    record Refused(String reason, String hint) implements ExternalFile {
        public Refused {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(hint, "hint");
        }
    }
}
