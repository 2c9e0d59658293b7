/**
 * The part of Azure Resource Manager that a workspace needs: the workspace itself, tables, saved searches, collection
 * rules, endpoints, associations and diagnostic settings, the one subscription and group around them, the log of what was
 * done; and two actions of our own on tables, {@code fromSample} and {@code import}.
 *
 * <p>A request enters the routes class of its resource type, is checked by
 * {@link dev.halcyon.server.azure.manage.ManageAccess} and {@link dev.halcyon.server.azure.manage.ApiVersions}, and leaves
 * as the resource's JSON. What holds: resources of other services are kept and shown
 * ({@link dev.halcyon.server.azure.manage.GenericResourceRoutes}); a type of the services that this server stands for is
 * refused when it is not here, because nobody would do what it asks for.
 */
@NullMarked
package dev.halcyon.server.azure.manage;

import org.jspecify.annotations.NullMarked;
