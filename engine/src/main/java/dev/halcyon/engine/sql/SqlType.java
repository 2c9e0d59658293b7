package dev.halcyon.engine.sql;

import dev.halcyon.kql.type.ScalarType;

/** The physical types; a dialect names them. */
public enum SqlType {
    BOOLEAN,
    INTEGER,
    BIGINT,
    DOUBLE,
    DECIMAL,
    UUID,
    VARCHAR;

    /**
     * The physical form of a KQL type: ticks are {@link #BIGINT}, dynamic values are JSON texts; a null dynamic is SQL
     * null, never the text {@code null}.
     */
    public static SqlType of(ScalarType type) {
        return switch (type) {
            case BOOL -> BOOLEAN;
            case INT -> INTEGER;
            case LONG, DATETIME, TIMESPAN -> BIGINT;
            case REAL -> DOUBLE;
            case DECIMAL -> DECIMAL;
            case GUID -> UUID;
            case STRING, DYNAMIC -> VARCHAR;
        };
    }
}
