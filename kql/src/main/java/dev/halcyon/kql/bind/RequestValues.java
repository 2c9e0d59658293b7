package dev.halcyon.kql.bind;

import java.util.Map;

/**
 * Values that come beside the text of a request. They are read as literals of the declared type and never become a part
 * of the text.
 *
 * @param parameters of {@code declare query_parameters}, as KQL literals or, for strings, as they are (R11)
 * @param options request properties by the names that {@code set} uses, likewise (R10)
 */
public record RequestValues(Map<String, String> parameters, Map<String, String> options) {

    /** None. */
    public static final RequestValues NONE = new RequestValues(Map.of(), Map.of());

    public RequestValues {
        parameters = Map.copyOf(parameters);
        options = Map.copyOf(options);
    }
}
