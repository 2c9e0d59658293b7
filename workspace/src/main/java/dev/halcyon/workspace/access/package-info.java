/**
 * Who may do what: keys, applications, roles and where they hold.
 *
 * <p>{@link dev.halcyon.workspace.access.AccessControl} turns what proved itself (a key, a verified token) into a
 * {@link dev.halcyon.workspace.access.Caller} with the roles of that moment; the caller answers which actions, uploads
 * and rows of tables are allowed. {@link dev.halcyon.workspace.access.condition} reads the conditions of assignments.
 * What holds: secrets are compared in constant time, never logged and never stored; what no role allows is denied;
 * {@code notActions} close every way that the same role opens, and a condition restricts every way.
 */
@NullMarked
package dev.halcyon.workspace.access;

import org.jspecify.annotations.NullMarked;
