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

    /** How the reason of a case begins whose answer the language leaves open. */
    private static final String UNDEFINED = "undefined: ";

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

    /** True when the answer is left open, so that a run may end as recorded or otherwise. */
    public boolean isUndefined(String id) {
        return reasons.getOrDefault(id, "").startsWith(UNDEFINED);
    }
}
