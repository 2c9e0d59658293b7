package dev.halcyon.cli;

import dev.halcyon.cli.output.RecordTree;
import dev.halcyon.cli.output.SourceExcerpt;
import dev.halcyon.cli.terminal.DisplayText;
import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.bind.RequestValues;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.server.ServerLog;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.access.Caller;
import dev.halcyon.workspace.query.Explanation;
import dev.halcyon.workspace.query.QueryLimits;
import dev.halcyon.workspace.query.QueryRefusedException;
import dev.halcyon.workspace.query.QueryRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code halcyon explain}. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        versionProvider = HalcyonCommand.Version.class,
        header = "Show how a query would be run.",
        description = {
            "Prints the syntax tree, the plan, the SQL of the engine and the engine's own plan. Without --data, the "
                    + "query is explained over empty built-in tables."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  halcyon explain 'Usage | where TimeGenerated > ago(1d) | summarize sum(Quantity) by DataType'",
            "  halcyon explain -q hunt.kql --data halcyon-data",
            "",
            "Exit codes: 0 success; 1 the engine failed; 2 the query or an option is wrong."
        })
final class ExplainCommand implements Callable<Integer> {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

    private final Terminal terminal;

    @Mixin
    private final QuerySource source = new QuerySource();

    @Option(names = "--data", paramLabel = "DIR", description = "A data folder that no server holds.")
    private @Nullable Path data;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        String query = source.query();
        ServerLog.configure(Level.WARNING);
        if (data != null) {
            DataFolders.requireExisting(data);
            try (Engine engine = DuckDbEngine.open(data, DuckDbOptions.STANDARD)) {
                return explain(query, engine, data);
            } catch (EngineException e) {
                throw new UserException(String.valueOf(e.getMessage()), e);
            }
        }
        Path folder = Files.createTempDirectory("halcyon-explain");
        try (Engine engine = DuckDbEngine.inMemory(DuckDbOptions.STANDARD)) {
            return explain(query, engine, folder);
        } finally {
            TemporaryFolder.delete(folder);
        }
    }

    private int explain(String query, Engine engine, Path folder) throws IOException {
        WorkspaceOptions options =
                new WorkspaceOptions(folder, false, WorkspaceClock.real(), QueryLimits.STANDARD, List.of());
        try (Workspace workspace = Workspace.open(engine, options)) {
            QueryRequest request =
                    new QueryRequest(query, Optional.empty(), TIME_LIMIT, Caller.owner(), RequestValues.NONE);
            print(workspace.queries().explain(request));
            return ExitCode.SUCCESS;
        } catch (KqlException e) {
            e.diagnostics().forEach(diagnostic -> print(diagnostic, query));
            return ExitCode.USER;
        } catch (QueryRefusedException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }

    private void print(Explanation explanation) {
        section("syntax");
        explanation.syntax().statements().forEach(this::tree);
        for (int index = 0; index < explanation.statements().size(); index++) {
            section("plan");
            tree(explanation.plan().results().get(index).relation());
            section("SQL");
            terminal.out().println(explanation.statements().get(index));
            String enginePlan = explanation.enginePlans().get(index);
            section("engine plan");
            terminal.out()
                    .println(
                            enginePlan.isEmpty()
                                    ? "made while running: a stage of the query is computed outside the engine"
                                    : enginePlan.stripTrailing());
        }
    }

    private void section(String name) {
        terminal.out().println(terminal.styled(Style.BOLD, "── " + name + " ──"));
    }

    private void tree(Object root) {
        RecordTree.lines(root).forEach(terminal.out()::println);
    }

    private void print(Diagnostic diagnostic, String query) {
        TextLocation place = TextLocation.of(query, diagnostic.span());
        terminal.err()
                .println(terminal.styled(Style.BAD, "error " + diagnostic.code()) + ": "
                        + DisplayText.visible(diagnostic.message()));
        SourceExcerpt.lines(
                        query, place.line(), place.column(), diagnostic.span().length(), place.line(), terminal)
                .forEach(terminal.err()::println);
        if (diagnostic.hint() != null) {
            terminal.err().println("  hint: " + DisplayText.visible(diagnostic.hint()));
        }
    }
}
