package dev.halcyon.workspace.backup;

import dev.halcyon.engine.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Copies of a workspace, made while it serves, and workspaces made of copies. */
public final class Backups {

    /** What a data folder holds beside its database and what can be made anew. */
    private static final List<String> BESIDE_THE_DATABASE =
            List.of("VERSION", "keys.json", "identity-keys.json", "models", "tls");

    /** No backup that a server is asked for has a name with this beginning. */
    private static final String DRAFT = ".draft.";

    private Backups() {}

    /** A look at a restored folder before it gets its name. */
    @FunctionalInterface
    public interface Check {
        void open(Path dataFolder);
    }

    /**
     * Copies a workspace.
     *
     * @param dataFolder the engine's
     * @param target does not exist yet
     * @return what the copy holds
     * @throws IOException when it exists, or cannot be written; nothing is left under its name then
     */
    public static BackupManifest backup(Engine engine, Path dataFolder, Path target) throws IOException {
        Path goal = target.toAbsolutePath().normalize();
        if (Files.exists(goal, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(goal.toString(), null, "It exists already: give a new name");
        }
        Path draft = draft(goal);
        try {
            engine.backup(draft);
            for (String name : BESIDE_THE_DATABASE) {
                copyTree(dataFolder.resolve(name), draft.resolve(name));
            }
            List<BackupManifest.Entry> entries = new ArrayList<>();
            for (Path file : files(draft)) {
                entries.add(entry(draft, file));
            }
            BackupManifest manifest = new BackupManifest(Instant.now().toString(), entries);
            Files.writeString(
                    draft.resolve(BackupManifest.NAME),
                    manifest.json(),
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(draft, goal, StandardCopyOption.ATOMIC_MOVE);
            sync(parent(goal));
            return manifest;
        } finally {
            delete(draft);
        }
    }

    /**
     * Makes a data folder of a backup.
     *
     * @param target missing or an empty folder
     * @param check opens the copy and fails when it does not open
     * @throws IOException when the backup is not whole, or the target holds something; the target is unchanged then
     */
    public static BackupManifest restore(Path source, Path target, Check check) throws IOException {
        Path goal = target.toAbsolutePath().normalize();
        requireEmpty(goal);
        Path manifestFile = source.resolve(BackupManifest.NAME);
        if (!Files.isRegularFile(manifestFile)) {
            throw new NoSuchFileException(manifestFile.toString());
        }
        BackupManifest manifest = BackupManifest.read(Files.readString(manifestFile), manifestFile);
        Path draft = draft(goal);
        try {
            for (BackupManifest.Entry expected : manifest.files()) {
                Path file = source.resolve(expected.path());
                if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    throw new FileSystemException(file.toString(), null, "The backup lacks it");
                }
                Path copy = draft.resolve(expected.path());
                Files.createDirectories(parent(copy));
                copyFile(file, copy);
                if (!entry(draft, copy).equals(expected)) {
                    throw new FileSystemException(
                            file.toString(), null, "It is not what the backup wrote: its digest differs");
                }
            }
            check.open(draft);
            requireEmpty(goal);
            Files.deleteIfExists(goal);
            Files.move(draft, goal, StandardCopyOption.ATOMIC_MOVE);
            sync(parent(goal));
            return manifest;
        } finally {
            delete(draft);
        }
    }

    /**
     * Removes what a kill has left of backups into a folder that nobody else writes to.
     *
     * @throws IOException when something stays
     */
    public static void removeDrafts(Path folder) throws IOException {
        List<Path> drafts;
        try (Stream<Path> entries = Files.list(folder)) {
            drafts = entries.filter(entry -> entry.getFileName().toString().startsWith(DRAFT))
                    .toList();
        }
        for (Path draft : drafts) {
            delete(draft);
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileSystemException(folder.toString(), null, "It is no folder");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new FileSystemException(
                        folder.toString(), null, "The folder holds something already: give a new or an empty one");
            }
        }
    }

    /** An empty folder beside the goal, so that giving it its name is one step of the file system. */
    private static Path draft(Path goal) throws IOException {
        Path folder = parent(goal);
        Files.createDirectories(folder);
        return Files.createTempDirectory(folder, DRAFT + goal.getFileName() + ".");
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.toAbsolutePath().getParent(), "The root of a file system is no target");
    }

    private static void copyTree(Path source, Path target) throws IOException {
        if (Files.isRegularFile(source, LinkOption.NOFOLLOW_LINKS)) {
            copyFile(source, target);
        } else if (Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            for (Path file : files(source)) {
                Path copy = target.resolve(source.relativize(file).toString());
                Files.createDirectories(parent(copy));
                copyFile(file, copy);
            }
        }
    }

    private static void copyFile(Path source, Path target) throws IOException {
        // With its permissions: keys stay the owner's.
        Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
        sync(target);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            return entries.filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        }
    }

    private static BackupManifest.Entry entry(Path root, Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
            in.transferTo(out);
        }
        return new BackupManifest.Entry(
                root.relativize(file).toString(),
                Files.size(file),
                HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(entry);
            }
        }
    }
}
