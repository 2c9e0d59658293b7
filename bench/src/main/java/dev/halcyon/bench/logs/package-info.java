/** How well lines of logs are grouped: logs with known templates, and the measure. */
@NullMarked
package dev.halcyon.bench.logs;

import org.jspecify.annotations.NullMarked;
