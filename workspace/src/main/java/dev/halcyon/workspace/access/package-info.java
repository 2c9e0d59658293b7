/**
 * Who may do what: keys with permissions. A presented secret enters {@link dev.halcyon.workspace.access.ApiKeys#find},
 * the key it belongs to leaves, or nothing. What holds: secrets are compared in constant time and never logged.
 */
@NullMarked
package dev.halcyon.workspace.access;

import org.jspecify.annotations.NullMarked;
