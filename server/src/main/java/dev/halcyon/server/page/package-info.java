/**
 * The web page.
 *
 * <p>Files of the packaged page and its settings leave through {@link dev.halcyon.server.page.PageRoutes}. What holds
 */
@NullMarked
package dev.halcyon.server.page;

import org.jspecify.annotations.NullMarked;
