/**
 * The formatter: a text enters, the same words and comments with one layout leave.
 *
 * <p>It works on words, not on the tree: nothing but white space can change, and literals stay as they were typed.
 * {@link dev.halcyon.kql.format.WordReader} reads words with the comments before them,
 * {@link dev.halcyon.kql.format.Groups} decides which brackets become blocks, {@link dev.halcyon.kql.format.Formatter}
 * writes. What holds: formatting a formatted text changes nothing; the tree is the same but for the spans; every comment is
 * kept; a text that is not KQL comes back as it was.
 */
@NullMarked
package dev.halcyon.kql.format;

import org.jspecify.annotations.NullMarked;
