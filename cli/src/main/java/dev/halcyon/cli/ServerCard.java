package dev.halcyon.cli;

import dev.halcyon.cli.terminal.Style;
import dev.halcyon.cli.terminal.Terminal;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.tls.TlsFolder;
import dev.halcyon.workspace.Workspace;
import dev.halcyon.workspace.access.KeyFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** What someone needs to know who talks to a running server. */
record ServerCard(HalcyonServer server, Path folder, boolean demo, Optional<Instant> now) {

    void print(Terminal terminal) {
        terminal.out().println(terminal.styled(Style.BOLD, "Halcyon " + HalcyonServer.version() + " is ready"));
        line(terminal, "page", terminal.styled(Style.ACCENT, server.address() + "/"));
        line(terminal, "query", "POST %s/v1/workspaces/%s/query".formatted(server.address(), server.workspaceId()));
        server.secureAddress().ifPresent(address -> {
            line(terminal, "https", address + "/");
            if (Files.exists(TlsFolder.authorityFile(folder))) {
                line(terminal, "trust", TlsFolder.authorityFile(folder).toString());
            }
        });
        if (demo) {
            line(terminal, "demo key", "X-Api-Key: %s (reads only)".formatted(Workspace.DEMO_KEY));
        }
        line(terminal, "tenant", server.tenantId());
        line(terminal, "owner key", "in " + folder.resolve(KeyFile.NAME) + " (reads, ingests, manages)");
        line(terminal, "data", folder.toString());
        line(
                terminal,
                "clock",
                now.map(time -> terminal.styled(Style.WARNING, "pinned at " + time))
                        .orElse("real time"));
    }

    private static void line(Terminal terminal, String name, String value) {
        terminal.out().println("  %-10s %s".formatted(name, value));
    }
}
