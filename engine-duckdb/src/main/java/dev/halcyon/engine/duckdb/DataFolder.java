package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A data folder held by this process: its lock, its format version, its places. */
final class DataFolder implements AutoCloseable {

    /** The version of the folder's format that this program writes. */
    static final int VERSION = 2;

    private static final Logger LOG = LoggerFactory.getLogger(DataFolder.class);
    private static final String VERSION_FILE = "VERSION";

    private final Path root;
    private final FileChannel lockFile;
    private @Nullable DatabaseFile databaseFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /**
     * Takes hold of a folder, making it when it does not exist.
     *
     * @throws EngineException of kind STORAGE_UNAVAILABLE when it is a file, cannot be written, is held by another
     *     process or was written by a newer version
     */
    static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        if (Files.exists(root) && !Files.isDirectory(root)) {
            throw unavailable("'%s' is a file, not a folder".formatted(root), null);
        }
        FileChannel channel = null;
        try {
            Files.createDirectories(root);
            channel = FileChannel.open(root.resolve("LOCK"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                throw unavailable("Data folder '%s' is in use by another process".formatted(root), null);
            }
            DataFolder held = new DataFolder(root, channel);
            held.checkVersion();
            Files.createDirectories(held.spill());
            held.emptySpill();
            Files.createDirectories(root.resolve("imports"));
            Files.createDirectories(root.resolve("exports"));
            return held;
        } catch (IOException e) {
            close(channel);
            throw unavailable("Data folder '%s' cannot be written: %s".formatted(root, reason(e)), e);
        } catch (EngineException e) {
            close(channel);
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void checkVersion() throws IOException {
        Path file = root.resolve(VERSION_FILE);
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        // Empty: a first start that was killed between making the file and filling it.
        if (text.isEmpty() && (!Files.exists(file) || !Files.exists(database()))) {
            writeVersion();
            return;
        }
        int version;
        try {
            version = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw unavailable("Data folder '%s' has an unreadable VERSION '%s'".formatted(root, text), e);
        }
        if (version > VERSION) {
            throw unavailable(
                    "Data folder '%s' has format %d; this program reads up to %d: use a newer program"
                            .formatted(root, version, VERSION),
                    null);
        }
    }

    /**
     * Says that the folder has this program's format now; called when an older one has been taken over.
     *
     * @throws EngineException of kind STORAGE_UNAVAILABLE when it cannot be written
     */
    void upgraded() {
        try {
            if (!Files.readString(root.resolve(VERSION_FILE)).strip().equals(Integer.toString(VERSION))) {
                writeVersion();
            }
        } catch (IOException e) {
            throw unavailable("Data folder '%s' cannot be written: %s".formatted(root, reason(e)), e);
        }
    }

    /** A kill or a loss of power leaves what was there before or the whole of it. */
    private void writeVersion() throws IOException {
        Path next = root.resolve(VERSION_FILE + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer text = ByteBuffer.wrap((VERSION + "\n").getBytes(StandardCharsets.US_ASCII));
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        Files.move(next, root.resolve(VERSION_FILE), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(root, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    Path database() {
        return root.resolve("workspace.duckdb");
    }

    /** The log of commits that are not yet in the database's file; missing when there are none. */
    Path log() {
        return root.resolve("workspace.duckdb.wal");
    }

    /** Where a {@link CheckpointJournal} lies. */
    Path journal() {
        return root.resolve("workspace.duckdb.journal");
    }

    /** The file of the database, which exists. */
    synchronized DatabaseFile databaseFile() throws IOException {
        DatabaseFile open = databaseFile;
        if (open == null) {
            open = DatabaseFile.open(database(), StandardOpenOption.READ);
            databaseFile = open;
        }
        return open;
    }

    /**
     * Undoes a checkpoint that a kill or a loss of power interrupted; called before the database is opened.
     *
     * @throws EngineException of kind STORAGE_UNAVAILABLE when the files cannot be read or written
     */
    void recover() {
        try {
            int blocks = CheckpointJournal.recover(journal(), database());
            if (blocks > 0) {
                LOG.info("An interrupted checkpoint was undone: {} blocks have their old content again", blocks);
            }
        } catch (IOException e) {
            throw unavailable("Data folder '%s' cannot be recovered: %s".formatted(root, reason(e)), e);
        }
    }

    /**
     * Sets the time of the database file's last change to one that no change sets.
     *
     * @return that time; empty when the file system does not let us
     */
    Optional<FileTime> markDatabase() {
        // Whole seconds of the past: the clock of a file system may stand for some milliseconds.
        FileTime mark =
                FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1));
        try {
            Files.setLastModifiedTime(database(), mark);
            return Optional.of(Files.getLastModifiedTime(database()));
        } catch (IOException e) {
            LOG.debug("The time of the last change cannot be set", e);
            return Optional.empty();
        }
    }

    /** Whether nothing was written into the database's file since it was marked. */
    boolean isDatabaseSince(FileTime mark) throws IOException {
        return Files.getLastModifiedTime(database()).equals(mark);
    }

    /** Copies the database's file, over an earlier copy. */
    void copyDatabase(Path target) throws IOException {
        Path copy = target.resolve(database().getFileName());
        Files.deleteIfExists(copy);
        databaseFile().copyTo(copy);
    }

    /** Copies the log. With the database's file of the same moment it opens as after a crash. */
    void copyLog(Path target) throws IOException {
        if (Files.exists(log())) {
            try (DatabaseFile file = DatabaseFile.open(log(), StandardOpenOption.READ)) {
                file.copyTo(target.resolve(log().getFileName()));
            }
        }
    }

    Path spill() {
        return root.resolve("spill");
    }

    /** What a process that was killed had no room for in memory. */
    private void emptySpill() throws IOException {
        try (Stream<Path> entries = Files.walk(spill())) {
            for (Path entry : entries.sorted(Comparator.reverseOrder())
                    .filter(each -> !each.equals(spill()))
                    .toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }

    Path root() {
        return root;
    }

    /** Called when the database is closed. */
    @Override
    public synchronized void close() {
        close(databaseFile);
        databaseFile = null;
        close(lockFile);
    }

    private static void close(@Nullable Closeable channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw unavailable("The folder cannot be released: " + reason(e), e);
        }
    }

    private static String reason(IOException error) {
        return error instanceof java.nio.file.AccessDeniedException
                ? "no permission"
                : String.valueOf(error.getMessage());
    }

    private static EngineException unavailable(String message, @Nullable Throwable cause) {
        return new EngineException(Kind.STORAGE_UNAVAILABLE, message, cause);
    }
}
