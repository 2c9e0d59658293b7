/**
 * Stream rules: Azure's data collection rules, stored as the JSON their owner sent.
 *
 * <p>A rule's JSON enters {@link dev.halcyon.workspace.rule.DataCollectionRules#put}, is read by
 * {@link dev.halcyon.workspace.rule.RuleReader}, checked by {@link dev.halcyon.workspace.rule.RuleValidator}, its
 * transformations compiled included, and stored. Ingestion finds it again by its immutable id, and with it the
 * plans of its transformations ({@link dev.halcyon.workspace.rule.TransformationPlans}), compiled once for a version. What
 * holds: a stored
 * rule was valid when it was stored; the reserved built-in rule carries every {@code Microsoft-} stream to the built-in
 * table of its name.
 */
@NullMarked
package dev.halcyon.workspace.rule;

import org.jspecify.annotations.NullMarked;
