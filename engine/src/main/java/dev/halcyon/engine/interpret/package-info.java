/**
 * Computes lowered expressions row by row in Java, for computations whose expressions read values that exist only while
 * the rows are walked, such as the state of {@code scan}.
 *
 * <p>An expression of the SQL tree enters {@link dev.halcyon.engine.interpret.SqlInterpreter}, a
 * {@link dev.halcyon.engine.interpret.RowExpression} leaves. The rules of the language stand in the lowering alone; here
 * are only the few operators of SQL, the runtime functions and the functions in
 * {@link dev.halcyon.engine.interpret.NativeFunctions}. What holds: an interpreted expression has the value that the
 * engine would have computed, or is refused by name.
 */
@NullMarked
package dev.halcyon.engine.interpret;

import org.jspecify.annotations.NullMarked;
