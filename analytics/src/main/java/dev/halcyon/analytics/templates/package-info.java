/**
 * Templates of log lines: what the printing statements said, with placeholders for what varied.
 *
 * <p>{@link dev.halcyon.analytics.templates.LogTemplates} is the entrance. A line is read by a
 * {@link dev.halcyon.analytics.templates.LineScanner}, which cuts it into tokens and puts placeholders for numbers,
 * addresses, times and their like; equal results are one {@code MaskedForm}; a {@code TemplateMerger} joins forms that
 * are alike. What the lines of a form differ in waits in a {@code ValueSpool} until the templates are known;
 * {@link dev.halcyon.analytics.templates.TemplateParameters} then counts the values of their placeholders. The same lines
 * give the same templates and values in whatever order they come and however many threads read them.
 */
@NullMarked
package dev.halcyon.analytics.templates;

import org.jspecify.annotations.NullMarked;
