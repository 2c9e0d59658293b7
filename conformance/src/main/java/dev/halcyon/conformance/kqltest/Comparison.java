package dev.halcyon.conformance.kqltest;

import java.util.ArrayList;
import java.util.List;

/**
 * How the rows of a result are compared with the expected ones.
 *
 * @param ordered rows in order; otherwise as a multiset
 * @param keys with {@code ordered}: the sort columns; rows with equal keys may come in any order. Empty: strictly in order
 * @param tolerance greatest relative difference of two reals
 * @param loose dynamic cells by value (1 equals 1.0, times in any text form), strings that hold JSON likewise
 * @param unorderedArrays arrays inside dynamic cells as multisets
 * @param geometries GeoJSON objects as shapes: rings may start anywhere and run either way, parts come in any order
 * @param names whether column names are compared
 * @param rows whether rows are compared at all, or only columns
 */
public record Comparison(
        boolean ordered,
        List<String> keys,
        double tolerance,
        boolean loose,
        boolean unorderedArrays,
        boolean geometries,
        boolean names,
        boolean rows) {

    /** The tolerance of reals unless a case names another. */
    public static final double STANDARD_TOLERANCE = 1e-9;

    public Comparison {
        keys = List.copyOf(keys);
    }

    /**
     * Reads the words after the dashes.
     *
     * @throws IllegalArgumentException for a word that is none of {@code ordered}, {@code keys=a,b}, {@code tolerance=x},
     *     {@code loose}, {@code unordered-arrays}, {@code geometries}, {@code unnamed}, {@code columns-only}
     */
    static Comparison parse(String words) {
        boolean ordered = false;
        List<String> keys = new ArrayList<>();
        double tolerance = STANDARD_TOLERANCE;
        boolean loose = false;
        boolean unorderedArrays = false;
        boolean geometries = false;
        boolean names = true;
        boolean rows = true;
        for (String word : words.isBlank() ? new String[0] : words.strip().split(" +")) {
            if (word.startsWith("keys=")) {
                keys.addAll(List.of(word.substring("keys=".length()).split(",")));
            } else if (word.startsWith("tolerance=")) {
                tolerance = Double.parseDouble(word.substring("tolerance=".length()));
            } else {
                switch (word) {
                    case "ordered" -> ordered = true;
                    case "loose" -> loose = true;
                    case "unordered-arrays" -> unorderedArrays = true;
                    case "geometries" -> geometries = true;
                    case "unnamed" -> names = false;
                    case "columns-only" -> rows = false;
                    default -> throw new IllegalArgumentException("Unknown word '%s' after the dashes".formatted(word));
                }
            }
        }
        return new Comparison(ordered, keys, tolerance, loose, unorderedArrays, geometries, names, rows);
    }
}
