/** The store's promises, tried with real processes, kills and full disks. */
@NullMarked
package dev.halcyon.conformance.store;

import org.jspecify.annotations.NullMarked;
