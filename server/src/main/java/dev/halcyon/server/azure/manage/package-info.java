/**
 * The part of Azure Resource Manager that a workspace needs now.
 *
 * <p>Tables, saved searches and data collection rules enter and leave as the resources of that API; each kind has its
 * routes. What holds: only who may manage the workspace comes in ({@code ManageAccess}).
 */
@NullMarked
package dev.halcyon.server.azure.manage;

import org.jspecify.annotations.NullMarked;
