/**
 * Templates of Azure Resource Manager: a JSON file enters {@link dev.halcyon.cli.template.Template}, requests to the
 * management interface leave through {@link dev.halcyon.cli.template.TemplateRun}.
 *
 * <p>{@link dev.halcyon.cli.template.ExpressionParser} reads what stands in square brackets,
 * {@link dev.halcyon.cli.template.TemplateScope} evaluates it with parameters and variables,
 * {@link dev.halcyon.cli.template.TemplateFunctions} holds the functions,
 * {@link dev.halcyon.cli.template.TemplateLambdas} those that take functions, and
 * {@link dev.halcyon.cli.template.ParameterSchema} checks what is given. What holds: a function, a resource type or a
 * feature that is not known is refused by name before anything is sent.
 */
@NullMarked
package dev.halcyon.cli.template;

import org.jspecify.annotations.NullMarked;
