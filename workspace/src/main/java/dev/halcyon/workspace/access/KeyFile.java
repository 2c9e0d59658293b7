package dev.halcyon.workspace.access;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code keys.json} in the data folder: the owner's key, which may do everything. It is made on the first start and
 * readable by the owner of the folder only.
 */
public final class KeyFile {

    public static final String NAME = "keys.json";

    private static final int SECRET_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final JsonMapper JSON = JsonMapper.shared();

    private KeyFile() {}

    /**
     * The owner's secret, made when there is none yet.
     *
     * @throws IOException when the file cannot be read or written, is no key file, or others may read it
     */
    public static String ownerSecret(Path dataFolder) throws IOException {
        Path file = dataFolder.resolve(NAME);
        if (!Files.exists(file)) {
            write(dataFolder, file);
        }
        if (isPosix(file)) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
            if (!OWNER_ONLY.containsAll(permissions)) {
                throw new FileSystemException(
                        file.toString(), null, "Others may read the keys: run chmod 600 on the file");
            }
        }
        try {
            JsonNode secret = JSON.readTree(Files.readString(file)).path("ownerKey");
            if (secret.isString() && !secret.asString().isBlank()) {
                return secret.asString();
            }
        } catch (JacksonException e) {
            throw new FileSystemException(file.toString(), null, "Not a key file: " + e.getOriginalMessage());
        }
        throw new FileSystemException(
                file.toString(), null, "Not a key file: it lacks ownerKey; delete it to get a new key");
    }

    private static void write(Path folder, Path file) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        Path draft = folder.resolve(NAME + ".new");
        Files.deleteIfExists(draft);
        FileAttribute<?>[] attributes = isPosix(folder)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Files.createFile(draft, attributes);
        String json = JSON.createObjectNode().put("ownerKey", text).toPrettyString() + System.lineSeparator();
        Files.writeString(draft, json, StandardOpenOption.SYNC);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
