package dev.halcyon.workspace.external;

import dev.halcyon.kql.bind.ExternalFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The folders whose files queries may read; none unless the operator of the server names some. A file counts by its real
 * path, so a link out of a folder leads nowhere.
 */
public final class ExternalFolders {

    /** R132. */
    private static final long MAXIMUM_BYTES = 100L << 20;

    static final String ADVICE = "Its operator can allow the files of a folder: halcyon serve --external-data FOLDER";

    private static final String PATTERN_CHARACTERS = "*?[]{}";

    private final List<Path> folders;
    private final Path dataFolder;

    private ExternalFolders(List<Path> folders, Path dataFolder) {
        this.folders = List.copyOf(folders);
        this.dataFolder = dataFolder;
    }

    /**
     * Allows folders.
     *
     * @param dataFolder the workspace's own, which stays closed even inside an allowed folder
     * @throws IOException when one does not exist
     */
    public static ExternalFolders of(List<Path> folders, Path dataFolder) throws IOException {
        List<Path> real = new ArrayList<>();
        for (Path folder : folders) {
            real.add(folder.toRealPath());
        }
        return new ExternalFolders(real, folders.isEmpty() ? dataFolder : dataFolder.toRealPath());
    }

    /** Allows none. */
    public static ExternalFolders none(Path dataFolder) {
        return new ExternalFolders(List.of(), dataFolder);
    }

    boolean isEmpty() {
        return folders.isEmpty();
    }

    /** The files of known formats and the folders that lie directly in the allowed ones, by their real paths. */
    List<Path> entries() throws IOException {
        List<Path> entries = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> children = Files.list(folder)) {
                for (Path child : children.sorted().toList()) {
                    boolean readable =
                            Files.isDirectory(child) || TableFiles.format(child).isPresent();
                    if (readable && !Files.isHidden(child) && contains(child.toRealPath())) {
                        entries.add(child.toRealPath());
                    }
                }
            }
        }
        return entries;
    }

    /** Whether a real path lies in an allowed folder. */
    boolean contains(Path real) {
        return folders.stream().anyMatch(real::startsWith) && !real.startsWith(dataFolder);
    }

    /** The file or folder that an address leads to. */
    ExternalFile container(String address) {
        return resolve(address, false);
    }

    /** The file that an address leads to. */
    ExternalFile resolve(String address) {
        return resolve(address, true);
    }

    private ExternalFile resolve(String address, boolean onlyFiles) {
        if (folders.isEmpty()) {
            return new ExternalFile.Refused("externaldata reads no files on this server", ADVICE);
        }
        String lower = address.toLowerCase(Locale.ROOT);
        boolean fileAddress = lower.startsWith("file:");
        if (!fileAddress && lower.matches("[a-z][a-z0-9+.-]*:.*")) {
            return new ExternalFile.Refused(
                    "externaldata reads no network addresses",
                    "Copy the file into a folder that --external-data allows");
        }
        try {
            Path written = fileAddress ? Path.of(URI.create(address)) : Path.of(address);
            if (written.isAbsolute()) {
                return checked(written.toRealPath(), address, onlyFiles);
            }
            for (Path folder : folders) {
                Path file = folder.resolve(written);
                if (onlyFiles ? Files.isRegularFile(file) : Files.exists(file)) {
                    return checked(file.toRealPath(), address, onlyFiles);
                }
            }
            return unreadable(address);
        } catch (IOException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return unreadable(address);
        }
    }

    private ExternalFile checked(Path real, String address, boolean onlyFiles) throws IOException {
        if (!contains(real)) {
            return unreadable(address);
        }
        if (!onlyFiles && Files.isDirectory(real)) {
            return new ExternalFile.Found(real.toString());
        }
        if (!Files.isRegularFile(real)) {
            return unreadable(address);
        }
        if (real.toString().chars().anyMatch(letter -> PATTERN_CHARACTERS.indexOf(letter) >= 0)) {
            return new ExternalFile.Refused(
                    "The name of the file '%s' has characters of a pattern".formatted(address),
                    "Rename it without " + PATTERN_CHARACTERS);
        }
        if (onlyFiles && TableFiles.isPacked(real)) {
            // Unpacked it could be larger than any limit on its size.
            return new ExternalFile.Refused(
                    "The file '%s' is packed, and externaldata unpacks none".formatted(address),
                    "Unpack it, or use external_table(\"%s\")".formatted(TableFiles.tableName(real)));
        }
        if (onlyFiles && Files.size(real) > MAXIMUM_BYTES) {
            return new ExternalFile.Refused(
                    "The file '%s' is larger than 100 MB".formatted(address),
                    "Import it into a table, or use external_table(\"%s\")".formatted(TableFiles.tableName(real)));
        }
        return new ExternalFile.Found(real.toString());
    }

    // One answer for what is missing and what is closed: an address must not tell which files exist.
    private static ExternalFile unreadable(String address) {
        return new ExternalFile.Refused(
                "There is no file '%s' in the folders that externaldata may read".formatted(address),
                "Give a path inside a folder of --external-data");
    }
}
