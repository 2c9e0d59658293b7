package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.sql.SqlDialect;
import dev.halcyon.engine.sql.SqlType;

/** The words in which DuckDB differs. */
enum DuckDbDialect implements SqlDialect {
    INSTANCE;

    @Override
    public String typeName(SqlType type) {
        return switch (type) {
            case BOOLEAN -> "BOOLEAN";
            case INTEGER -> "INTEGER";
            case BIGINT -> "BIGINT";
            case DOUBLE -> "DOUBLE";
            case DECIMAL -> "DECIMAL(38, 17)";
            case UUID -> "UUID";
            case VARCHAR -> "VARCHAR";
        };
    }

    @Override
    public String sequenceFunction() {
        return "range";
    }

    @Override
    public String rowsOfListFunction() {
        return "unnest";
    }
}
