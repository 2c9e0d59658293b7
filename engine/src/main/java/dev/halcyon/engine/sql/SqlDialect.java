package dev.halcyon.engine.sql;

/** What the writer must know of an engine's SQL. */
public interface SqlDialect {

    /** The engine's name of a type. */
    String typeName(SqlType type);

    /** The table function whose one column counts from 0 to its argument, exclusive. */
    String sequenceFunction();

    /** The select-list function that makes a row of each element of a list; several of them advance together. */
    String rowsOfListFunction();
}
