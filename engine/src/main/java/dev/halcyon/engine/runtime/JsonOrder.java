package dev.halcyon.engine.runtime;

import java.util.Comparator;

/** The order in which arrays are sorted: numbers, then texts, then everything else by its text. */
final class JsonOrder {

    static final Comparator<Json> NATURAL = JsonOrder::compare;

    private JsonOrder() {}

    private static int compare(Json left, Json right) {
        int byKind = Integer.compare(kind(left), kind(right));
        if (byKind != 0) {
            return byKind;
        }
        if (left instanceof Json.Numeric a && right instanceof Json.Numeric b) {
            return a.isInteger() && b.isInteger()
                    ? new java.math.BigInteger(a.text()).compareTo(new java.math.BigInteger(b.text()))
                    : Double.compare(a.real(), b.real());
        }
        return left.plainText().compareTo(right.plainText());
    }

    private static int kind(Json value) {
        return switch (value) {
            case Json.Bool bool -> 0;
            case Json.Numeric number -> 1;
            case Json.Text text -> 2;
            case Json.Array array -> 3;
            case Json.Bag bag -> 4;
            case Json.Null empty -> 5;
        };
    }
}
