package dev.halcyon.workspace;

import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.workspace.query.QueryLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How a workspace is opened.
 *
 * @param dataFolder where its key file lies
 * @param demo true adds the workspace name {@code DEMO_WORKSPACE} and the read-only key {@code DEMO_KEY}
 * @param externalData folders whose files the source of that name may read
 */
public record WorkspaceOptions(
        Path dataFolder, boolean demo, WorkspaceClock clock, QueryLimits limits, List<Path> externalData) {
    public WorkspaceOptions {
        Objects.requireNonNull(dataFolder, "dataFolder");
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(limits, "limits");
        externalData = List.copyOf(externalData);
    }
}
