package dev.halcyon.workspace.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
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
            write(file);
        }
        PrivateFiles.requirePrivate(file);
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

    private static void write(Path file) throws IOException {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        String json = JSON.createObjectNode().put("ownerKey", text).toPrettyString() + System.lineSeparator();
        PrivateFiles.write(file, json.getBytes(StandardCharsets.UTF_8));
    }
}
