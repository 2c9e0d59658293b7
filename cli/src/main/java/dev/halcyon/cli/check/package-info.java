/**
 * Queries in files: folders of {@code .kql} files, rule files in YAML and JSON lines enter, one finding a mistake leaves.
 *
 * <p>{@link dev.halcyon.cli.check.QueryFiles} reads what there is to check, {@link dev.halcyon.cli.check.SchemaFile}
 * the tables it is checked against; {@link dev.halcyon.cli.check.CheckReport} writes what
 * {@link dev.halcyon.kql.Kql} found, for people, programs or code scanning services. What holds: a finding knows its
 * line and column in the file it was read from, also inside YAML.
 */
@NullMarked
package dev.halcyon.cli.check;

import org.jspecify.annotations.NullMarked;
