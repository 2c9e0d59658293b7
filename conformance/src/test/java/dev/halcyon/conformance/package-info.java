/** Whole-system tests: files of queries, recorded answers, a real server process, rules of the architecture. */
@NullMarked
package dev.halcyon.conformance;

import org.jspecify.annotations.NullMarked;
