package dev.halcyon.workspace.backup;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a backup holds.
 *
 * @param created ISO-8601
 * @param files by their path below the backup
 */
public record BackupManifest(String created, List<Entry> files) {

    static final String NAME = "BACKUP.json";
    private static final String KIND = "halcyon-backup";
    private static final JsonMapper JSON = JsonMapper.shared();

    public BackupManifest {
        files = List.copyOf(files);
    }

    /** A file, its size and its digest. */
    public record Entry(String path, long bytes, String sha256) {}

    /** All files together. */
    public long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    /** As it stands beside the files. */
    public String json() {
        ObjectNode document = JSON.createObjectNode().put("kind", KIND).put("created", created);
        ArrayNode list = document.putArray("files");
        for (Entry file : files) {
            list.addObject().put("path", file.path()).put("bytes", file.bytes()).put("sha256", file.sha256());
        }
        return document.toPrettyString() + System.lineSeparator();
    }

    /**
     * Reads one.
     *
     * @throws FileSystemException when it is none, or names files outside its folder
     */
    static BackupManifest read(String json, Path file) throws FileSystemException {
        JsonNode document;
        try {
            document = JSON.readTree(json);
        } catch (JacksonException e) {
            throw damaged(file);
        }
        if (!document.path("kind").asString("").equals(KIND)) {
            throw damaged(file);
        }
        List<Entry> files = new ArrayList<>();
        for (JsonNode entry : document.path("files")) {
            Path path = Path.of(entry.path("path").asString(""));
            if (path.isAbsolute()
                    || !path.normalize().equals(path)
                    || path.startsWith("..")
                    || path.toString().isEmpty()) {
                throw damaged(file);
            }
            files.add(new Entry(
                    path.toString(),
                    entry.path("bytes").asLong(-1),
                    entry.path("sha256").asString("")));
        }
        return new BackupManifest(document.path("created").asString(""), files);
    }

    private static FileSystemException damaged(Path file) {
        return new FileSystemException(file.toString(), null, "It is no manifest of a backup, or it is damaged");
    }
}
