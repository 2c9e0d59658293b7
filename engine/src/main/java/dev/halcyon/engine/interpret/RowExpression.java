package dev.halcyon.engine.interpret;

import org.jspecify.annotations.Nullable;

/** A value computed from the cells of one row. Stateless. */
@FunctionalInterface
public interface RowExpression {

    /**
     * The value: {@link Boolean}, {@link Long} for all whole numbers and ticks, {@link Double},
     * {@link java.math.BigDecimal}, {@link java.util.UUID}, {@link String} (dynamic values as JSON text), or null.
     */
    @Nullable
    Object evaluate(Cells cells);

    /** The cells that an expression reads, by their slot. */
    @FunctionalInterface
    interface Cells {
        @Nullable
        Object get(int slot);
    }
}
