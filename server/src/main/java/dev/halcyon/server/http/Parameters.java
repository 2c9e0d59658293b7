package dev.halcyon.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The parameters of a query string, names and values decoded (I-5). Names are case-sensitive. */
public final class Parameters {

    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Parameters() {}

    /**
     * Reads a raw query string.
     *
     * @throws HttpProblem 400 when an escape is malformed
     */
    public static Parameters parse(String raw) {
        Parameters parameters = new Parameters();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .values
                        .computeIfAbsent(decode(name), key -> new ArrayList<>())
                        .add(decode(value));
            }
        }
        return parameters;
    }

    /** The first value of a parameter. */
    public Optional<String> first(String name) {
        List<String> found = values.get(name);
        return found == null ? Optional.empty() : Optional.of(found.getFirst());
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw HttpProblem.of(
                    400, "BadArgumentError", "The address has a malformed escape: every % needs two digits.");
        }
    }
}
