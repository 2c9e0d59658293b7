package dev.halcyon.kql.function;

/** What a declared name is. */
public enum FunctionKind {
    /** An operator written between or before its operands, named by its text, such as {@code +} or {@code !has_cs}. */
    OPERATOR,
    /** A value of one row, series functions included. */
    SCALAR,
    /** A value of a group of rows. */
    AGGREGATE,
    /** A value that depends on neighbouring rows of a serialized set (R106). */
    WINDOW,
    /** A table function called by {@code evaluate}. */
    PLUGIN,
    /** A function inside a graph pattern. */
    GRAPH,
    /** A table source such as {@code workspace("x")}. */
    SOURCE
}
