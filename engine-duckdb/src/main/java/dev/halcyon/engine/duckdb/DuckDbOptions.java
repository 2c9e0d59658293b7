package dev.halcyon.engine.duckdb;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How much of the machine the engine may use.
 *
 * @param memoryLimit such as {@code 4GB}; empty for four fifths of the machine's memory
 * @param threads worker threads; 0 for one for each core
 * @param checkpointBytes size of the write-ahead log at which it is merged into the data file. Appends wait meanwhile: seldom and long for a large value, often and shortly for a small one
 * @param readableFolders whose files queries may read, as real paths
 * @param readableFiles single files that queries may read, as real paths
 * @param locations a file in the MaxMind DB format that tells where IP addresses are
 */
public record DuckDbOptions(
        Optional<String> memoryLimit,
        int threads,
        long checkpointBytes,
        List<Path> readableFolders,
        List<Path> readableFiles,
        Optional<Path> locations) {

    public static final DuckDbOptions STANDARD = new DuckDbOptions(Optional.empty(), 0, 64L << 20);

    public DuckDbOptions {
        Objects.requireNonNull(memoryLimit, "memoryLimit");
        readableFolders = List.copyOf(readableFolders);
        readableFiles = List.copyOf(readableFiles);
        Objects.requireNonNull(locations, "locations");
    }

    /** Options without files that queries may read. */
    public DuckDbOptions(Optional<String> memoryLimit, int threads, long checkpointBytes) {
        this(memoryLimit, threads, checkpointBytes, List.of(), List.of(), Optional.empty());
    }

    public DuckDbOptions withReadableFolders(List<Path> folders) {
        return new DuckDbOptions(memoryLimit, threads, checkpointBytes, folders, readableFiles, locations);
    }

    public DuckDbOptions withReadableFiles(List<Path> files) {
        return new DuckDbOptions(memoryLimit, threads, checkpointBytes, readableFolders, files, locations);
    }

    public DuckDbOptions withLocations(Optional<Path> file) {
        return new DuckDbOptions(memoryLimit, threads, checkpointBytes, readableFolders, readableFiles, file);
    }
}
