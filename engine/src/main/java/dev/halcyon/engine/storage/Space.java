package dev.halcyon.engine.storage;

/**
 * What stored rows take on disk, the log left out.
 *
 * @param totalBytes of the file
 * @param usedBytes of it; the rest is free and used again
 */
public record Space(long totalBytes, long usedBytes) {}
