package dev.halcyon.workspace.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code keys.json} in the data folder: the owner's key, which may do everything, and the header that the managed
 * identity endpoint asks for. It is made on the first start and readable by the owner of the folder only.
 */
public final class KeyFile {

    public static final String NAME = "keys.json";

    private static final String OWNER_KEY = "ownerKey";
    private static final String IDENTITY_HEADER = "identityHeader";
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
            write(
                    file,
                    JSON.createObjectNode().put(OWNER_KEY, Secrets.random()).put(IDENTITY_HEADER, Secrets.random()));
        }
        JsonNode secret = read(file).path(OWNER_KEY);
        if (secret.isString() && !secret.asString().isBlank()) {
            return secret.asString();
        }
        throw new FileSystemException(
                file.toString(), null, "Not a key file: it lacks ownerKey; delete it to get a new key");
    }

    /**
     * What a client of the managed identity endpoint sends, made when there is none yet.
     *
     * @throws IOException as {@link #ownerSecret}
     */
    public static String identityHeader(Path dataFolder) throws IOException {
        ownerSecret(dataFolder);
        Path file = dataFolder.resolve(NAME);
        JsonNode keys = read(file);
        JsonNode header = keys.path(IDENTITY_HEADER);
        if (header.isString() && !header.asString().isBlank()) {
            return header.asString();
        }
        String made = Secrets.random();
        write(file, ((ObjectNode) keys).put(IDENTITY_HEADER, made));
        return made;
    }

    private static JsonNode read(Path file) throws IOException {
        PrivateFiles.requirePrivate(file);
        try {
            JsonNode keys = JSON.readTree(Files.readString(file));
            if (keys.isObject()) {
                return keys;
            }
        } catch (JacksonException e) {
            throw new FileSystemException(file.toString(), null, "Not a key file: " + e.getOriginalMessage());
        }
        throw new FileSystemException(file.toString(), null, "Not a key file: it holds no JSON object");
    }

    private static void write(Path file, ObjectNode keys) throws IOException {
        String json = keys.toPrettyString() + System.lineSeparator();
        PrivateFiles.write(file, json.getBytes(StandardCharsets.UTF_8));
    }
}
