package dev.halcyon.engine.storage;

import java.util.Objects;

/**
 * Where a sealed extent lies in the file.
 *
 * @param bytes that it takes
 * @param end of the last piece of it, in bytes from the start of the file's blocks
 */
public record ExtentPlace(String table, long extent, long bytes, long end) {
    public ExtentPlace {
        Objects.requireNonNull(table, "table");
    }
}
