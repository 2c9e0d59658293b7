package dev.halcyon.cli;

import dev.halcyon.engine.Engine;
import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.engine.duckdb.DuckDbOptions;
import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.server.ServerLog;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.WorkspaceOptions;
import dev.halcyon.workspace.query.QueryLimits;
import dev.halcyon.workspace.query.QueryRefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;

/** Work on the workspace of a folder that no server holds, in this process. */
final class LocalWorkspace {
    private LocalWorkspace() {}

    /** What is done. */
    @FunctionalInterface
    interface Work {
        int with(Workspace workspace) throws IOException;
    }

    /**
     * Opens the folder for some work.
     *
     * @param writable folders that files are written to
     * @throws UserException when the folder cannot be opened, or a query of the work is wrong
     */
    static int open(Path folder, List<Path> writable, Work work) throws IOException {
        ServerLog.configure(Level.WARNING);
        WorkspaceOptions options =
                new WorkspaceOptions(folder, false, WorkspaceClock.real(), QueryLimits.STANDARD, List.of());
        try (Engine engine = DuckDbEngine.open(folder, DuckDbOptions.STANDARD.withReadableFolders(writable));
                Workspace workspace = Workspace.open(engine, options)) {
            return work.with(workspace);
        } catch (KqlException e) {
            Diagnostic first = e.first();
            throw new UserException("%s: %s".formatted(first.code(), first.message()), e);
        } catch (EngineException | QueryRefusedException e) {
            throw new UserException(String.valueOf(e.getMessage()), e);
        }
    }
}
