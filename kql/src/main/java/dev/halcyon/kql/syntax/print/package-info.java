/**
 * From syntax tree back to text.
 *
 * <p>What enters: a {@link dev.halcyon.kql.syntax.Query} or a part of one. What leaves: KQL on one line an operator.
 * What holds: parsing what {@link dev.halcyon.kql.syntax.print.SyntaxPrinter} wrote gives the same tree but for the
 * spans. Literals are printed as they were typed.
 */
@NullMarked
package dev.halcyon.kql.syntax.print;

import org.jspecify.annotations.NullMarked;
