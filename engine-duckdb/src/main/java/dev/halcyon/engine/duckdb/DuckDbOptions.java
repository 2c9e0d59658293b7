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
 * @param checkpointThreshold size of the write-ahead log at which it is merged into the data file, such as
 *     {@code 64MB}. Appends wait meanwhile: seldom and long for a large value, often and shortly for a small one
 * @param readableFolders whose files queries may read, as real paths
 * @param readableFiles single files that queries may read, as real paths
 * @param locations a file in the MaxMind DB format that tells where IP addresses are
 */
public record DuckDbOptions(
        Optional<String> memoryLimit,
        int threads,
        String checkpointThreshold,
        List<Path> readableFolders,
        List<Path> readableFiles,
        Optional<Path> locations) {

    public static final DuckDbOptions STANDARD = new DuckDbOptions(Optional.empty(), 0, "64MB");

    public DuckDbOptions {
        Objects.requireNonNull(memoryLimit, "memoryLimit");
        Objects.requireNonNull(checkpointThreshold, "checkpointThreshold");
        readableFolders = List.copyOf(readableFolders);
        readableFiles = List.copyOf(readableFiles);
        Objects.requireNonNull(locations, "locations");
    }

    /** Options without files that queries may read. */
    public DuckDbOptions(Optional<String> memoryLimit, int threads, String checkpointThreshold) {
        this(memoryLimit, threads, checkpointThreshold, List.of(), List.of(), Optional.empty());
    }

    public DuckDbOptions withReadableFolders(List<Path> folders) {
        return new DuckDbOptions(memoryLimit, threads, checkpointThreshold, folders, readableFiles, locations);
    }

    public DuckDbOptions withReadableFiles(List<Path> files) {
        return new DuckDbOptions(memoryLimit, threads, checkpointThreshold, readableFolders, files, locations);
    }

    public DuckDbOptions withLocations(Optional<Path> file) {
        return new DuckDbOptions(memoryLimit, threads, checkpointThreshold, readableFolders, readableFiles, file);
    }
}
