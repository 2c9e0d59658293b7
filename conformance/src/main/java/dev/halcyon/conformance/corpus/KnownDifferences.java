package dev.halcyon.conformance.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Cases that do not end as recorded, each with its reason.
 *
 * @param reasons by the id of the case
 */
public record KnownDifferences(Map<String, String> reasons) {

    public KnownDifferences {
        reasons = Map.copyOf(reasons);
    }

    /** Reads lines of the form {@code id: reason}; {@code #} starts a comment. */
    public static KnownDifferences read(Path file) throws IOException {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (String line : Files.readAllLines(file)) {
            int colon = line.indexOf(": ");
            if (!line.startsWith("#") && colon > 0) {
                reasons.put(line.substring(0, colon), line.substring(colon + 2).strip());
            }
        }
        return new KnownDifferences(reasons);
    }

    public boolean contains(String id) {
        return reasons.containsKey(id);
    }
}
