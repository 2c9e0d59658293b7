package dev.halcyon.conformance.kqltest;

import dev.halcyon.kql.type.DatetimeText;
import dev.halcyon.kql.type.TimespanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;

/** Compares JSON values by what they mean. */
final class JsonComparison {

    private static final Set<String> GEOMETRIES = Set.of(
            "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection");

    /** Differences of values this near to zero are rounding noise. */
    private static final double ZERO = 1e-12;

    private final Comparison comparison;

    JsonComparison(Comparison comparison) {
        this.comparison = comparison;
    }

    boolean same(JsonNode expected, JsonNode actual) {
        if (expected.isObject() && actual.isObject()) {
            return (isGeometry(expected) && expected.get("type").equals(actual.get("type")))
                    ? sameGeometry(expected, actual)
                    : sameMembers(expected, actual);
        }
        if (expected.isArray() && actual.isArray()) {
            return sameElements(expected, actual);
        }
        if (expected.isNumber() && actual.isNumber()) {
            return (expected.isIntegralNumber() && actual.isIntegralNumber())
                    ? expected.bigIntegerValue().equals(actual.bigIntegerValue())
                    : near(expected.doubleValue(), actual.doubleValue());
        }
        if (expected.isString() && actual.isString()) {
            return sameText(expected.asString(), actual.asString());
        }
        return expected.equals(actual);
    }

    /** Whether two reals are equal within the tolerance. */
    boolean near(double expected, double actual) {
        if (Double.isNaN(expected) || Double.isInfinite(expected)) {
            return Double.compare(expected, actual) == 0;
        }
        double difference = Math.abs(expected - actual);
        return difference <= comparison.tolerance() * Math.max(Math.abs(expected), Math.abs(actual))
                || (comparison.loose() && Math.abs(expected) < ZERO && Math.abs(actual) < ZERO);
    }

    private static boolean sameText(String expected, String actual) {
        if (expected.equals(actual)) {
            return true;
        }
        var datetime = DatetimeText.parse(expected);
        if (datetime.isPresent() && expected.length() > "yyyy-MM-dd".length()) {
            return datetime.equals(DatetimeText.parse(actual));
        }
        var timespan = TimespanText.parse(expected);
        return timespan.isPresent() && timespan.equals(TimespanText.parse(actual));
    }

    private boolean sameMembers(JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (String key : expected.propertyNames()) {
            JsonNode other = actual.get(key);
            if (other == null || !same(expected.get(key), other)) {
                return false;
            }
        }
        return true;
    }

    private boolean sameElements(JsonNode expected, JsonNode actual) {
        return inOrder(expected, actual) || (comparison.unorderedArrays() && inAnyOrder(expected, actual, this::same));
    }

    private boolean inOrder(JsonNode expected, JsonNode actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int index = 0; index < expected.size(); index++) {
            if (!same(expected.get(index), actual.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean inAnyOrder(JsonNode expected, JsonNode actual, BiPredicate<JsonNode, JsonNode> same) {
        if (expected.size() != actual.size()) {
            return false;
        }
        List<JsonNode> open = new ArrayList<>();
        actual.forEach(open::add);
        for (JsonNode element : expected) {
            int found = -1;
            for (int index = 0; index < open.size() && found < 0; index++) {
                found = same.test(element, open.get(index)) ? index : -1;
            }
            if (found < 0) {
                return false;
            }
            open.remove(found);
        }
        return true;
    }

    private boolean isGeometry(JsonNode node) {
        JsonNode type = node.get("type");
        return comparison.geometries() && type != null && type.isString() && GEOMETRIES.contains(type.asString());
    }

    private boolean sameGeometry(JsonNode expected, JsonNode actual) {
        String type = expected.get("type").asString();
        String part = type.equals("GeometryCollection") ? "geometries" : "coordinates";
        JsonNode left = expected.get(part);
        JsonNode right = actual.get(part);
        if (left == null || right == null || !left.isArray() || !right.isArray()) {
            return false;
        }
        return switch (type) {
            case "GeometryCollection" -> inAnyOrder(left, right, this::same);
            case "Polygon" -> samePolygon(left, right);
            case "MultiPolygon" -> inAnyOrder(left, right, this::samePolygon);
            case "MultiPoint", "MultiLineString" -> inAnyOrder(left, right, this::inOrder);
            default -> inOrder(left, right);
        };
    }

    private boolean samePolygon(JsonNode expected, JsonNode actual) {
        if (expected.isEmpty() || actual.isEmpty()) {
            return expected.size() == actual.size();
        }
        return sameRing(expected.get(0), actual.get(0)) && inAnyOrder(holes(expected), holes(actual), this::sameRing);
    }

    private static JsonNode holes(JsonNode polygon) {
        var holes = tools.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
        for (int index = 1; index < polygon.size(); index++) {
            holes.add(polygon.get(index));
        }
        return holes;
    }

    private boolean sameRing(JsonNode expected, JsonNode actual) {
        List<JsonNode> left = open(expected);
        List<JsonNode> right = open(actual);
        if (left.size() != right.size()) {
            return false;
        }
        return left.isEmpty() || startsSomewhere(left, right) || startsSomewhere(left, right.reversed());
    }

    /** The points of a ring without the repeated last one. */
    private List<JsonNode> open(JsonNode ring) {
        List<JsonNode> points = new ArrayList<>();
        ring.forEach(points::add);
        if (points.size() > 1 && same(points.getFirst(), points.getLast())) {
            points.removeLast();
        }
        return points;
    }

    private boolean startsSomewhere(List<JsonNode> left, List<JsonNode> right) {
        int size = left.size();
        for (int start = 0; start < size; start++) {
            int matched = 0;
            while (matched < size && same(left.get(matched), right.get((start + matched) % size))) {
                matched++;
            }
            if (matched == size) {
                return true;
            }
        }
        return false;
    }
}
