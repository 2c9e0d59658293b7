package dev.halcyon.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Data folders as the command line treats them: which folder may become one, which may be emptied. */
public final class DataFolders {
    /** Where {@code --data} points when it is not given. */
    public static final String USUAL = "halcyon-data";

    private static final String VERSION = "VERSION";
    private static final String LOCK = "LOCK";
    private static final Set<String> KNOWN = Set.of(
            LOCK,
            VERSION,
            "keys.json",
            "keys.json.new",
            "workspace.duckdb",
            "workspace.duckdb.wal",
            "workspace.duckdb.wal.checkpoint",
            "workspace.duckdb.wal.recovery",
            "workspace.duckdb.journal",
            "models",
            "tls",
            "identity-keys.json",
            "imports",
            "exports",
            "spill",
            "lake",
            "report.html");

    private DataFolders() {}

    /** True for a folder that a workspace was written to. */
    public static boolean isDataFolder(Path folder) {
        return Files.isRegularFile(folder.resolve(VERSION));
    }

    /**
     * Refuses to make a workspace among other files; a missing or empty folder is fine.
     *
     * @throws UserException when the path is a file, or a folder that holds something else
     */
    public static void requireUsable(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UserException("--data %s is a file, not a folder.".formatted(folder));
        }
        if (!Files.isDirectory(folder) || isDataFolder(folder)) {
            return;
        }
        List<String> foreign = foreignEntries(folder);
        if (!foreign.isEmpty()) {
            throw new UserException(
                    "--data %s is not a Halcyon data folder: it has no VERSION and holds other files (%s). Give a new or an empty folder."
                            .formatted(folder, foreign.getFirst()));
        }
    }

    /**
     * Refuses a folder without a workspace.
     *
     * @throws UserException when the path is no data folder
     */
    public static void requireExisting(Path folder) {
        requireUsable(folder);
        if (!isDataFolder(folder)) {
            throw new UserException("--data %s has no workspace yet: 'halcyon tutorial' or 'halcyon serve' makes one."
                    .formatted(folder));
        }
    }

    /**
     * Deletes the workspace in a folder. VERSION goes last, so that an interrupted deletion can be repeated; what does
     * not belong to a workspace stays.
     *
     * @throws UserException when the folder is no data folder or another process holds it
     */
    public static void empty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        requireUsable(folder);
        if (!isDataFolder(folder)) {
            return;
        }
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = hold(channel, folder)) {
            for (String name : KNOWN) {
                if (!name.equals(VERSION) && !name.equals(LOCK)) {
                    delete(folder.resolve(name));
                }
            }
            Files.delete(folder.resolve(VERSION));
            lock.release();
        }
        Files.deleteIfExists(folder.resolve(LOCK));
    }

    /**
     * Refuses a folder that another process holds.
     *
     * @throws UserException when one does; it says how to go on
     */
    static void requireFree(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            throw held(folder, e);
        } catch (IOException e) {
            // What is wrong with the folder is told when it is opened.
            return;
        }
        throw held(folder, null);
    }

    private static UserException held(Path folder, @org.jspecify.annotations.Nullable Throwable cause) {
        return new UserException(
                "--data %s is in use by another process. If that is a Halcyon server, ask it: give its address, such as --url http://127.0.0.1:8080, in place of --data; else stop it first."
                        .formatted(folder),
                cause);
    }

    private static FileLock hold(FileChannel channel, Path folder) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            throw inUse(folder, e);
        }
        throw inUse(folder, null);
    }

    private static UserException inUse(Path folder, @org.jspecify.annotations.Nullable Throwable cause) {
        return new UserException(
                "--data %s is in use by another process: stop it first, or give another folder.".formatted(folder),
                cause);
    }

    private static List<String> foreignEntries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !KNOWN.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UserException("--data %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Deletes a file or a tree; links are deleted, not followed. */
    private static void delete(Path path) throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(
                    Path directory, @org.jspecify.annotations.Nullable IOException failure) throws IOException {
                if (failure != null) {
                    throw failure;
                }
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
