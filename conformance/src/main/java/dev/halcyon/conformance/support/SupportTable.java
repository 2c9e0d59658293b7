package dev.halcyon.conformance.support;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.bind.FunctionSupport;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Writes {@code docs/functions.md}. */
public final class SupportTable {

    private static final TableSchema TABLE = TableSchema.of(
            "T",
            new Column("t", ScalarType.DATETIME),
            new Column("k", ScalarType.STRING),
            new Column("v", ScalarType.LONG),
            new Column("d", ScalarType.DYNAMIC));

    private final FunctionSupport support;

    private SupportTable(FunctionSupport support) {
        this.support = support;
    }

    /** Writes the table to the file named by the argument. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    /** The table's text for the embedded engine. */
    public static String text() {
        try (Engine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD)) {
            return new SupportTable(engine.functions()).write();
        }
    }

    /** Operator name to probing query, in the order of the resource. */
    public static Map<String, String> probes() {
        try (InputStream stream = Objects.requireNonNull(SupportTable.class.getResourceAsStream("operators.probes"))) {
            Map<String, String> probes = new LinkedHashMap<>();
            for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] sides = line.split(": ", 2);
                    probes.put(sides[0], sides[1]);
                }
            }
            return probes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean binds(String query) {
        try {
            Binder.bind(KqlParser.parse(query), new BindingContext(new OneTable(), support, 0, Optional.empty()));
            return true;
        } catch (KqlException e) {
            if (e.first().code().startsWith("SEM9")) {
                return false;
            }
            throw new IllegalStateException("The probe '%s' is wrong: %s".formatted(query, e.getMessage()), e);
        }
    }

    private record OneTable() implements Catalog {
        @Override
        public Optional<TableSchema> table(String name) {
            return name.equals(TABLE.name()) ? Optional.of(TABLE) : Optional.empty();
        }

        @Override
        public Collection<TableSchema> tables() {
            return List.of(TABLE);
        }
    }

    private String write() {
        StringBuilder text = new StringBuilder("""
                # What of KQL this version runs

                Generated from the function catalogue and the embedded engine; `yes` means equal to the reference engine as far as
                our tests know, an empty cell means refused by name. Azure: whether Azure Monitor Logs documents it.

                ## Tabular operators
                | operator | here |
                |---|---|
                """);
        probes().forEach((name, query) -> text.append("| `%s` | %s |\n".formatted(name, binds(query) ? "yes" : "")));
        section(text, "Scalar operators", FunctionKind.OPERATOR);
        section(text, "Scalar functions", FunctionKind.SCALAR);
        section(text, "Aggregates", FunctionKind.AGGREGATE);
        section(text, "Window functions", FunctionKind.WINDOW);
        section(text, "Plugins", FunctionKind.PLUGIN);
        return text.toString();
    }

    private void section(StringBuilder text, String title, FunctionKind kind) {
        Collection<FunctionDeclaration> functions = FunctionCatalogue.standard().all(kind);
        long supported = functions.stream().filter(support::supports).count();
        text.append("\n## %s (%d of %d)\n".formatted(title, supported, functions.size()));
        text.append("| name | here | Azure | meaning |\n|---|---|---|---|\n");
        for (FunctionDeclaration function : functions) {
            String form = function.signatures().isEmpty()
                    ? ""
                    : function.signatures().getFirst().toString();
            text.append("| `%s%s` | %s | %s | %s |\n"
                    .formatted(
                            function.name(),
                            form,
                            support.supports(function) ? "yes" : "",
                            function.azureMonitor().name().toLowerCase(java.util.Locale.ROOT),
                            function.documentation().replace("|", "\\|")));
        }
    }
}
