/**
 * Templates of log lines: what the printing statements said, with placeholders for what varied.
 *
 * <p>{@link dev.halcyon.analytics.templates.LogTemplates} is the entrance. A line is read by a
 * {@link dev.halcyon.analytics.templates.LineScanner}, which cuts it into tokens and puts placeholders for numbers,
 * addresses, times and their like; equal results are one {@code MaskedForm}; a {@code TemplateMerger} joins forms that
 * are alike. The same lines give the same templates in whatever order they come and however many threads read them.
 */
@NullMarked
package dev.halcyon.analytics.templates;

import org.jspecify.annotations.NullMarked;
