package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;

/** Which declared functions an engine can run. */
@FunctionalInterface
public interface FunctionSupport {
    boolean supports(FunctionDeclaration function);
}
