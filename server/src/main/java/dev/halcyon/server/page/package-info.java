/**
 * The web page.
 *
 * <p>Files of the packaged page and its settings leave through {@link dev.halcyon.server.page.PageRoutes}. What
 * holds: only names that the page's build makes reach the class path, and the page's content policy lets no foreign
 * script run.
 */
@NullMarked
package dev.halcyon.server.page;

import org.jspecify.annotations.NullMarked;
