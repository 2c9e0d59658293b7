package dev.halcyon.learn.file;

import dev.halcyon.learn.training.TrainedModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes model files; the format is described by the package. */
public final class ModelFiles {
    /** The largest file that is read or written: 64 MiB, about a hundred times a model of 100 trees. */
    public static final int LARGEST_FILE = 64 << 20;

    static final String FORMAT = "halcyon-model";
    static final int VERSION = 1;

    private static final String DAMAGED = "The file is damaged or not a model; train the model again.";
    private static final int LARGEST_NESTING = 16;
    private static final int LARGEST_STRING = 100_000;
    private static final int LARGEST_NUMBER = 64;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(LARGEST_NESTING)
                            .maxStringLength(LARGEST_STRING)
                            .maxNumberLength(LARGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private ModelFiles() {}

    /**
     * Writes a model: to a new file beside the target, forced to disk, then renamed over the target. Whoever reads the
     * target sees the old file or the new one, whatever happens meanwhile.
     *
     * @throws IOException when the file cannot be written; the target is then as it was
     * @throws IllegalArgumentException when the model needs more than {@link #LARGEST_FILE} bytes
     * @throws ModelFormatException when the model is outside the limits of the format
     */
    public static void write(Path file, TrainedModel model) throws IOException {
        byte[] bytes = bytes(model);
        if (bytes.length > LARGEST_FILE) {
            throw new IllegalArgumentException(
                    "The model takes %d bytes, a model file at most %d.".formatted(bytes.length, LARGEST_FILE));
        }
        // What could not be read back, such as more categories than the format takes, must not be written.
        if (!parse(file, bytes).equals(model)) {
            throw new IllegalArgumentException("The model would not be the same when it is read back.");
        }
        AtomicFile.write(file, bytes);
    }

    /**
     * Reads a model.
     *
     * @throws IOException when the file cannot be read
     * @throws ModelFormatException when it can, but is not a model of a version known here
     */
    public static TrainedModel read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(LARGEST_FILE + 1);
        }
        if (bytes.length > LARGEST_FILE) {
            throw new ModelFormatException(
                    file, "byte " + LARGEST_FILE, "the file is larger than any model file", DAMAGED, null);
        }
        return parse(file, bytes);
    }

    /** The SHA-256 of a model's payload, in hexadecimal: equal models, equal texts. Names a version in the registry. */
    public static String checksum(TrainedModel model) {
        return sha256(payload(model));
    }

    private static byte[] payload(TrainedModel model) {
        try {
            return MAPPER.writeValueAsBytes(PayloadWriter.write(model));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A name in the model is not Unicode text.", e);
        }
    }

    static byte[] bytes(TrainedModel model) {
        byte[] payload = payload(model);
        String head = "{\"format\":\"" + FORMAT + "\",\"version\":" + VERSION + ",\"sha256\":\"" + sha256(payload)
                + "\",\n\"payload\":";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(payload.length + head.length() + 2);
        bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(payload);
        bytes.writeBytes("}\n".getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static TrainedModel parse(Path file, byte[] bytes) {
        JsonNode root;
        try {
            root = MAPPER.readTree(bytes);
        } catch (JacksonException e) {
            throw new ModelFormatException(file, position(e), "not well-formed JSON", DAMAGED, e);
        }
        try {
            return read(file, JsonField.root(root));
        } catch (JsonField.Problem e) {
            String message = e.getMessage();
            throw new ModelFormatException(file, pointer(e), message == null ? "is wrong" : message, DAMAGED, e);
        }
    }

    private static TrainedModel read(Path file, JsonField root) throws JsonField.Problem {
        if (!root.get("format").text().equals(FORMAT)) {
            throw root.get("format").problem("is not %s".formatted(FORMAT));
        }
        JsonField version = root.get("version");
        if (version.integer(0, Integer.MAX_VALUE) != VERSION) {
            throw new ModelFormatException(
                    file,
                    version.pointer(),
                    "format version %d, known here is %d"
                            .formatted(version.node().asInt(), VERSION),
                    "Read it with the Halcyon that wrote it, or train the model again.",
                    null);
        }
        root.requireNames(Set.of("format", "version", "sha256", "payload"));
        JsonField payload = root.get("payload");
        JsonField checksum = root.get("sha256");
        if (!checksum.text().equals(sha256(compact(payload)))) {
            throw checksum.problem("the checksum does not fit the payload");
        }
        return PayloadReader.read(payload);
    }

    private static byte[] compact(JsonField field) throws JsonField.Problem {
        try {
            return MAPPER.writeValueAsBytes(field.node());
        } catch (JacksonException e) {
            // Half a surrogate pair can be read as an escape, but not written.
            throw field.problem("holds text that is not Unicode");
        }
    }

    private static String pointer(JsonField.Problem problem) {
        return problem.pointer().isEmpty() ? "/" : problem.pointer();
    }

    private static String position(JacksonException e) {
        @Nullable TokenStreamLocation location = e.getLocation();
        return location == null
                ? "the beginning"
                : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }
}
