/** How fast series functions are: alone, through KQL, and beside NumPy and statsmodels with their answers compared. */
@NullMarked
package dev.halcyon.bench.series;

import org.jspecify.annotations.NullMarked;
