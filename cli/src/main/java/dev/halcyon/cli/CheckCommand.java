package dev.halcyon.cli;

import dev.halcyon.cli.check.CheckReport;
import dev.halcyon.cli.check.CheckedQuery;
import dev.halcyon.cli.check.QueryFiles;
import dev.halcyon.cli.check.QueryText;
import dev.halcyon.cli.check.SchemaFile;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.kql.BoundQuery;
import dev.halcyon.kql.Kql;
import dev.halcyon.kql.KqlSchema;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.store.table.BuiltInTables;
import dev.halcyon.store.table.TableDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code halcyon check}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Check queries in files without running them.",
        description = {
            "Reads .kql files, rule files of Microsoft Sentinel (YAML) and JSON lines {id, query}, and says for each "
                    + "query whether it is right, where it is wrong and what to do. Needs no server and no data."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon check hunt.kql",
            "  halcyon check --schemas tables.json detections/",
            "  halcyon check --schemas tables.json --format sarif rules/*.yaml > findings.sarif",
            "  halcyon check --schemas tables.json --format jsonl queries.jsonl",
            "",
            "The schema file has the form {\"Table\": [[\"column\", \"type\"], ...], ...}.",
            "A JSON line is {\"id\", \"ok\", \"columns\": [{\"name\", \"type\"}], \"diagnostics\": [...]}.",
            "Exit codes: 0 no errors; 1 some query has errors; 2 a file or an option cannot be used."
        })
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--schemas",
            paramLabel = "FILE",
            description =
                    "Tables and their columns, as JSON. Default: the documented tables of Azure Monitor Logs, such as "
                            + "Usage and Heartbeat, which every workspace has")
    private @Nullable Path schemas;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, jsonl or sarif. Default: ${DEFAULT-VALUE}")
    private CheckReport.Format format = CheckReport.Format.TEXT;

    @Option(
            names = "--any-engine",
            description = "Accept every function of the language, also those that this release cannot run.")
    private boolean anyEngine;

    @Option(
            names = "--strict",
            description = "Tables that are not listed are errors, and so are unlisted columns of "
                    + "AzureDiagnostics and of custom tables (..._CL); otherwise warnings.")
    private boolean strict;

    @Mixin
    private final DialectOption dialect = new DialectOption();

    @Option(names = "--lint", description = "Also tell what makes a query cost more than it has to (codes COST...).")
    private boolean lint;

    @Parameters(arity = "1..*", paramLabel = "QUERIES", description = "Files and folders.")
    private List<Path> paths = List.of();

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    private static KqlSchema builtIn() {
        return KqlSchema.of(BuiltInTables.all().values().stream()
                .map(TableDefinition::schema)
                .toList());
    }

    @Override
    public Integer call() throws IOException {
        KqlSchema listed = schemas == null ? builtIn() : SchemaFile.read(schemas);
        KqlSchema language = (strict ? listed : listed.ofWorkspace()).withDialect(dialect.dialect());
        KqlSchema schema = anyEngine ? language : language.withFunctions(DuckDbEngine.supportedFunctions());
        List<QueryText> queries = QueryFiles.read(paths);
        if (queries.isEmpty()) {
            throw new UserException("There is no query in %s: no .kql, .yaml or .jsonl file."
                    .formatted(
                            String.join(", ", paths.stream().map(Path::toString).toList())));
        }
        CheckReport report = format.open(terminal);
        boolean ok = true;
        for (QueryText query : queries) {
            BoundQuery bound = Kql.bind(query.text(), schema);
            List<Diagnostic> findings = new ArrayList<>(bound.diagnostics());
            if (lint) {
                findings.addAll(Kql.lint(query.text(), schema));
            }
            CheckedQuery checked = new CheckedQuery(query, bound.columns(), findings);
            ok &= checked.ok();
            report.add(checked);
        }
        report.finish();
        return ok ? ExitCode.SUCCESS : ExitCode.FAULT;
    }
}
