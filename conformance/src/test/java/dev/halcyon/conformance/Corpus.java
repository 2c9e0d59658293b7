package dev.halcyon.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the conformance corpus that may not be copied: they are read where they lie beside the project. */
final class Corpus {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Corpus() {}

    /** The corpus folder, {@code ../shared/conformance} of the project or {@code -Dhalcyon.corpus}. */
    static Optional<Path> folder() {
        Path folder = Path.of(System.getProperty("halcyon.corpus", "../../shared/conformance"));
        return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    }

    /** The records of a file of JSON lines; none when the corpus is not there. */
    static List<JsonNode> read(String file) throws IOException {
        Optional<Path> folder = folder();
        if (folder.isEmpty()) {
            return List.of();
        }
        return Files.readAllLines(folder.get().resolve(file)).stream()
                .filter(line -> !line.isBlank())
                .map(JSON::readTree)
                .toList();
    }
}
