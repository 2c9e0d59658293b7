package dev.halcyon.workspace.query;

import dev.halcyon.kql.bind.ExternalFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The folders whose files {@code externaldata} may read; none unless the operator of the server names some. A file
 * counts by its real path, so a link out of a folder leads nowhere.
 */
public final class ExternalFolders {

    /** R132. */
    private static final long MAXIMUM_BYTES = 100L << 20;

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

    /** What an address leads to. */
    ExternalFile resolve(String address) {
        if (folders.isEmpty()) {
            return new ExternalFile.Refused(
                    "externaldata reads no files on this server",
                    "Its operator can allow the files of a folder: halcyon serve --external-data FOLDER");
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
                return checked(written.toRealPath(), address);
            }
            for (Path folder : folders) {
                if (Files.isRegularFile(folder.resolve(written))) {
                    return checked(folder.resolve(written).toRealPath(), address);
                }
            }
            return unreadable(address);
        } catch (IOException | IllegalArgumentException | java.nio.file.FileSystemNotFoundException e) {
            return unreadable(address);
        }
    }

    private ExternalFile checked(Path real, String address) throws IOException {
        boolean inside = folders.stream().anyMatch(real::startsWith) && !real.startsWith(dataFolder);
        if (!inside || !Files.isRegularFile(real)) {
            return unreadable(address);
        }
        if (real.toString().chars().anyMatch(letter -> PATTERN_CHARACTERS.indexOf(letter) >= 0)) {
            return new ExternalFile.Refused(
                    "The name of the file '%s' has characters of a pattern".formatted(address),
                    "Rename it without " + PATTERN_CHARACTERS);
        }
        if (Files.size(real) > MAXIMUM_BYTES) {
            return new ExternalFile.Refused(
                    "The file '%s' is larger than 100 MB".formatted(address), "Import it into a table");
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
