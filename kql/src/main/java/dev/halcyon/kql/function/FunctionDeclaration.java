package dev.halcyon.kql.function;

import java.util.List;
import java.util.Objects;

/**
 * What the language knows of a function; what it computes is the engine's business.
 *
 * @param name its canonical name, case-sensitive; for an operator its text
 * @param kind what it is
 * @param family the catalogue file it stands in, such as {@code datetime}
 * @param signatures its overloads; empty for operators, whose types the binder rules itself
 * @param resultName how an unnamed result column is called
 * @param azureMonitor whether Azure Monitor Logs has it
 * @param deterministic false when two calls with equal arguments may differ within a request
 * @param deprecated true when another form replaces it
 * @param documentation one line
 */
public record FunctionDeclaration(
        String name,
        FunctionKind kind,
        String family,
        List<Signature> signatures,
        ResultName resultName,
        AzureMonitorStatus azureMonitor,
        boolean deterministic,
        boolean deprecated,
        String documentation) {
    public FunctionDeclaration {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(family, "family");
        signatures = List.copyOf(signatures);
        Objects.requireNonNull(resultName, "resultName");
        Objects.requireNonNull(azureMonitor, "azureMonitor");
        Objects.requireNonNull(documentation, "documentation");
    }

    @Override
    public String toString() {
        return name;
    }
}
