package dev.halcyon.workspace.usage;

import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.Reception;
import dev.halcyon.store.TableRows;
import dev.halcyon.store.WorkspaceClock;
import dev.halcyon.store.WorkspaceStore;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/** Rows of {@code Heartbeat} that say that this server lives. */
public final class SelfMonitoring {

    private static final List<Column> COLUMNS = List.of(
            new Column("TimeGenerated", ScalarType.DATETIME),
            new Column("Computer", ScalarType.STRING),
            new Column("Category", ScalarType.STRING),
            new Column("OSType", ScalarType.STRING),
            new Column("OSName", ScalarType.STRING),
            new Column("Version", ScalarType.STRING),
            new Column("ResourceId", ScalarType.STRING),
            new Column("SourceSystem", ScalarType.STRING),
            new Column("ComputerEnvironment", ScalarType.STRING));

    private final WorkspaceStore store;
    private final WorkspaceClock clock;
    private final String resourceId;
    private final String version;

    public SelfMonitoring(WorkspaceStore store, WorkspaceClock clock, String resourceId, String version) {
        this.store = store;
        this.clock = clock;
        this.resourceId = resourceId;
        this.version = version;
    }

    /** Writes one row. */
    public void beat() {
        long now = clock.nowTicks();
        String system = System.getProperty("os.name", "");
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        RowBlock row = RowBlock.builder(COLUMNS)
                .add(
                        now,
                        computer(),
                        "Halcyon",
                        windows ? "Windows" : "Linux",
                        system + " " + System.getProperty("os.version", ""),
                        version,
                        resourceId,
                        "Halcyon",
                        "Non-Azure")
                .build();
        store.record(List.of(new TableRows("Heartbeat", row)), new Reception(now, resourceId), transaction -> {});
    }

    /** The name of this machine. */
    static String computer() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
