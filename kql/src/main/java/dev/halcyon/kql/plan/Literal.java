package dev.halcyon.kql.plan;

import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A constant.
 *
 * @param type its type
 * @param value null, or the Java form of the type: {@link Boolean}, {@link Integer}, {@link Long} (long, datetime ticks,
 *     timespan ticks), {@link Double}, {@link BigDecimal}, {@link UUID}, {@link String}; for dynamic the JSON text as a
 *     {@link String}. A string literal is never null
 */
public record Literal(ScalarType type, @Nullable Object value) implements ScalarExpression {
    public Literal {
        Objects.requireNonNull(type, "type");
        if (value == null) {
            if (type == ScalarType.STRING) {
                throw new IllegalArgumentException("A string is never null (R20)");
            }
        } else if (!javaClass(type).isInstance(value)) {
            throw new IllegalArgumentException("A %s literal cannot hold a %s".formatted(type, value.getClass()));
        }
    }

    /** The null of the type; the empty string for {@link ScalarType#STRING} (R20). */
    public static Literal missing(ScalarType type) {
        return new Literal(type, type == ScalarType.STRING ? "" : null);
    }

    public static Literal ofString(String value) {
        return new Literal(ScalarType.STRING, value);
    }

    public static Literal ofLong(long value) {
        return new Literal(ScalarType.LONG, value);
    }

    public static Literal ofReal(double value) {
        return new Literal(ScalarType.REAL, value);
    }

    public static Literal ofBool(boolean value) {
        return new Literal(ScalarType.BOOL, value);
    }

    public boolean isNull() {
        return value == null;
    }

    @Override
    public List<ScalarExpression> operands() {
        return List.of();
    }

    private static Class<?> javaClass(ScalarType type) {
        return switch (type) {
            case BOOL -> Boolean.class;
            case INT -> Integer.class;
            case LONG, DATETIME, TIMESPAN -> Long.class;
            case REAL -> Double.class;
            case DECIMAL -> BigDecimal.class;
            case GUID -> UUID.class;
            case STRING, DYNAMIC -> String.class;
        };
    }
}
