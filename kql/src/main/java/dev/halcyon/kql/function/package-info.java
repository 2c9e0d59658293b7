/**
 * The function catalogue: one declaration for each scalar operator, scalar function, aggregate, window function and
 * plugin of the language, whether an engine supports it or not.
 *
 * <p>Declarations live beside these classes as resources named after their family ({@code mathematics.functions},
 * {@code string.functions}, …), a few lines each: signatures, result type, how an unnamed result column is called,
 * Azure Monitor status and a line of documentation. {@link dev.halcyon.kql.function.FunctionCatalogue} reads them once.
 * What a function means in SQL is declared by an engine, under the same name; the binder refuses by name what the
 * engine at hand does not support. Adding a function: its declaration here (most are), its lowering there, its
 * {@code .kqltest}.
 */
@NullMarked
package dev.halcyon.kql.function;

import org.jspecify.annotations.NullMarked;
