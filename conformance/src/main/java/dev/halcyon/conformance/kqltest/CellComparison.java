package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares single cells. */
final class CellComparison {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Comparison comparison;
    private final JsonComparison json;

    CellComparison(Comparison comparison) {
        this.comparison = comparison;
        this.json = new JsonComparison(comparison);
    }

    /** Whether an actual value is the expected one. */
    boolean matches(@Nullable Object expected, @Nullable Object actual, ScalarType type) {
        if (expected == null || actual == null) {
            return expected == null && (actual == null || (comparison.loose() && actual.equals("\"\"")));
        }
        return switch (type) {
            case REAL -> json.near((Double) expected, (Double) actual);
            case DECIMAL -> sameDecimal((BigDecimal) expected, (BigDecimal) actual);
            case DYNAMIC -> sameJson((String) expected, (String) actual);
            case INT, LONG, DATETIME, TIMESPAN -> ((Number) expected).longValue() == ((Number) actual).longValue();
            case BOOL, GUID -> expected.equals(actual);
            case STRING ->
                expected.equals(actual)
                        || (comparison.loose()
                                && holdsJson((String) expected)
                                && sameJson((String) expected, (String) actual));
        };
    }

    private boolean sameDecimal(BigDecimal expected, BigDecimal actual) {
        if (expected.compareTo(actual) == 0) {
            return true;
        }
        return comparison.loose() && json.near(expected.doubleValue(), actual.doubleValue());
    }

    private boolean sameJson(String expected, String actual) {
        try {
            JsonNode left = JSON.readTree(expected);
            JsonNode right = JSON.readTree(actual);
            return comparison.loose()
                    ? json.same(left, right)
                            || (left.isString() && left.asString().equals(actual))
                    : left.equals(right);
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private static boolean holdsJson(String text) {
        String stripped = text.strip();
        return (stripped.startsWith("{") && stripped.endsWith("}"))
                || (stripped.startsWith("[") && stripped.endsWith("]"));
    }
}
