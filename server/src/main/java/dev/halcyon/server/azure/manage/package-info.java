/**
 * The part of Azure Resource Manager that a workspace needs now.
 *
 * <p> custom tables and data collection rules
 */
@NullMarked
package dev.halcyon.server.azure.manage;

import org.jspecify.annotations.NullMarked;
