/**
 * The lexer and parser that ANTLR writes from {@code KqlLexer.g4} and {@code KqlGrammar.g4} in
 * {@code src/main/antlr4}. Nothing is written by hand here, so null annotations are not checked.
 *
 * <p>What enters: characters. What leaves: tokens and parse trees, which {@code dev.halcyon.kql.syntax.parse} turns into
 * the syntax tree. What holds: one token of lookahead decides almost everywhere.
 */
@NullUnmarked
package dev.halcyon.kql.syntax.antlr;

import org.jspecify.annotations.NullUnmarked;
