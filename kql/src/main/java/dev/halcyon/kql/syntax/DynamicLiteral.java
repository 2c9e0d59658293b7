package dev.halcyon.kql.syntax;

import java.util.List;

/** The value inside {@code dynamic(...)}: JSON with KQL literals as further scalars (R7). */
public sealed interface DynamicLiteral {
    /** {@code null} inside an array or a bag. */
    record Null() implements DynamicLiteral {}

    /** A number, a string, a bool, or an embedded KQL literal such as {@code datetime(1970-05-11)}. */
    record Scalar(LiteralValue value) implements DynamicLiteral {}

    /** An array, in order. */
    record Array(List<DynamicLiteral> elements) implements DynamicLiteral {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /** A property bag, in the order written; a key may occur twice. */
    record Bag(List<Property> properties) implements DynamicLiteral {
        public Bag {
            properties = List.copyOf(properties);
        }
    }

    /** One property of a bag. */
    record Property(String key, DynamicLiteral value) {}
}
