/**
 * Model files: a {@link dev.halcyon.learn.training.TrainedModel} on disk, in Halcyon's own open format.
 *
 * <p>A file is one JSON object: {@code format} ({@code halcyon-model}), {@code version} (1), {@code sha256} of the
 * payload in its compact form, {@code payload}. The payload holds {@code target}, {@code window}, {@code features},
 * {@code validation} and {@code model}; trees are lists of nodes that name their children by index. Numbers print as the
 * shortest text that reads back to the same 64-bit number, so a round trip is exact and the same model gives the same
 * bytes.
 *
 * <p>{@link dev.halcyon.learn.file.ModelFiles} is the way in and out. What holds: reading builds data and never runs
 * anything; every field is checked (kinds, ranges, sizes, indexes, unknown names), and whatever is wrong becomes a
 * {@link dev.halcyon.learn.file.ModelFormatException} that says where; writing is all or nothing. This is the last
 * package of the road.
 */
@NullMarked
package dev.halcyon.learn.file;

import org.jspecify.annotations.NullMarked;
