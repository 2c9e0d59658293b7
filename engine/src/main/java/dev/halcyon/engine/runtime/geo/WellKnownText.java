package dev.halcyon.engine.runtime.geo;

import dev.halcyon.engine.runtime.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads well-known text, such as {@code POINT (1 2)}. */
public final class WellKnownText {

    private static final int DEEPEST = 32;

    private final String text;
    private int position;

    private WellKnownText(String text) {
        this.text = text;
    }

    /** The shape as GeoJSON; null when the text describes none or one with more than two dimensions. */
    public static @Nullable String toGeoJson(String text) {
        WellKnownText reader = new WellKnownText(text);
        try {
            Json shape = reader.shape(0);
            reader.skipBlanks();
            return reader.position == text.length() ? shape.write() : null;
        } catch (Malformed e) {
            return null;
        }
    }

    private Json shape(int depth) {
        String tag = word();
        return switch (tag) {
            case "POINT" -> GeoJson.shape("Point", inBrackets(this::coordinates));
            case "LINESTRING" -> GeoJson.shape("LineString", coordinateList());
            case "POLYGON" -> GeoJson.shape("Polygon", rings());
            case "MULTIPOINT" -> GeoJson.shape("MultiPoint", list(this::pointOfMany));
            case "MULTILINESTRING" -> GeoJson.shape("MultiLineString", list(this::coordinateList));
            case "MULTIPOLYGON" -> GeoJson.shape("MultiPolygon", list(this::rings));
            case "GEOMETRYCOLLECTION" -> {
                if (depth == DEEPEST) {
                    throw new Malformed();
                }
                yield GeoJson.collection(elements(() -> shape(depth + 1)));
            }
            default -> throw new Malformed();
        };
    }

    private Json rings() {
        return list(this::coordinateList);
    }

    private Json coordinateList() {
        return list(this::coordinates);
    }

    /** The points of a multipoint stand in brackets or not. */
    private Json pointOfMany() {
        skipBlanks();
        return position < text.length() && text.charAt(position) == '(' ? inBrackets(this::coordinates) : coordinates();
    }

    private Json coordinates() {
        double longitude = number();
        double latitude = number();
        return GeoJson.position(longitude, latitude);
    }

    /** Reads one part. */
    @FunctionalInterface
    private interface Part {
        Json read();
    }

    private Json inBrackets(Part part) {
        expect('(');
        Json value = part.read();
        expect(')');
        return value;
    }

    private Json list(Part part) {
        return new Json.Array(elements(part));
    }

    private List<Json> elements(Part part) {
        List<Json> elements = new ArrayList<>();
        expect('(');
        do {
            elements.add(part.read());
        } while (take(','));
        expect(')');
        return elements;
    }

    private String word() {
        skipBlanks();
        int start = position;
        while (position < text.length() && Character.isLetter(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position).toUpperCase(Locale.ROOT);
    }

    private double number() {
        skipBlanks();
        int start = position;
        while (position < text.length() && "+-.0123456789eE".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        try {
            double value = Double.parseDouble(text.substring(start, position));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new Malformed();
        }
        throw new Malformed();
    }

    private boolean take(char symbol) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == symbol) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char symbol) {
        if (!take(symbol)) {
            throw new Malformed();
        }
    }

    private void skipBlanks() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    /** Not a text of this kind. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }
}
