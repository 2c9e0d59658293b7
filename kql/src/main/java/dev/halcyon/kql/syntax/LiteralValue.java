package dev.halcyon.kql.syntax;

import java.math.BigDecimal;
import java.util.UUID;

/** The typed value of a literal (R3 to R7). */
public sealed interface LiteralValue {
    /** The type of the literal. */
    ScalarLiteralKind kind();

    /** {@code true}, {@code bool(false)}. */
    record BoolValue(boolean value) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.BOOL;
        }
    }

    /** {@code int(5)}. */
    record IntValue(int value) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.INT;
        }
    }

    /** {@code 5}, {@code 0x1F}, {@code long(5)} (R4). */
    record LongValue(long value) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.LONG;
        }
    }

    /** {@code 1.5}, {@code 1e3}, {@code real(nan)} (R4). */
    record RealValue(double value) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.REAL;
        }
    }

    /** {@code decimal(1.5)}. */
    record DecimalValue(BigDecimal value) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.DECIMAL;
        }
    }

    /**
     * A string of any form, without quotes and escapes (R3).
     *
     * @param value the text
     * @param secret whether the literal was marked with h and must be masked in logs and history
     */
    record StringValue(String value, boolean secret) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.STRING;
        }

        /** Hides a secret, since values are printed in logs. */
        @Override
        public String toString() {
            return secret ? "StringValue[secret]" : "StringValue[" + value + "]";
        }
    }

    /**
     * {@code datetime(2020-01-01)} (R6).
     *
     * @param ticks 100 ns units since 0001-01-01T00:00:00Z
     */
    record DatetimeValue(long ticks) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.DATETIME;
        }
    }

    /** {@code datetime()}: the instant of the request (R6). */
    record DatetimeNow() implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.DATETIME;
        }
    }

    /**
     * {@code datetime(8:30)}: a time of the day of the request.
     *
     * @param ticks 100 ns units since midnight
     */
    record TimeOfDay(long ticks) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.DATETIME;
        }
    }

    /**
     * {@code 1d}, {@code timespan(1.02:03:04)} (R5).
     *
     * @param ticks 100 ns units
     */
    record TimespanValue(long ticks) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.TIMESPAN;
        }
    }

    /** {@code guid(74be27de-1e4e-49d9-b579-fe0b331d3642)}. */
    record GuidValue(UUID value) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.GUID;
        }
    }

    /** {@code dynamic([1, 2])} (R7). {@code dynamic(null)} is a {@link NullValue}. */
    record DynamicValue(DynamicLiteral value) implements LiteralValue {
        @Override
        public ScalarLiteralKind kind() {
            return ScalarLiteralKind.DYNAMIC;
        }
    }

    /** A typed null: {@code int(null)} (R4). Never of kind string (R20). */
    record NullValue(ScalarLiteralKind kind) implements LiteralValue {}
}
