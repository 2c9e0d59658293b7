package dev.halcyon.cli.tutorial;

import dev.halcyon.cli.client.OwnerClient;
import dev.halcyon.cli.client.QueryClient;
import dev.halcyon.cli.client.ServerAccess;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Step 1, the workspace the other steps talk to, over HTTP only.
 *
 * @param folder its data folder
 * @param now the time its clock is pinned at
 * @param queries asks as anyone may, with the demo key
 * @param owner writes, with the key of the folder's owner
 */
public record TutorialWorkspace(
        HalcyonServer server, Path folder, Optional<Instant> now, QueryClient queries, OwnerClient owner)
        implements AutoCloseable {

    /** Connects to a server that serves the demo workspace of a folder; the server belongs to this from now on. */
    public static TutorialWorkspace over(HalcyonServer server, Path folder, Optional<Instant> now) throws IOException {
        URI address = URI.create(server.address());
        return new TutorialWorkspace(
                server,
                folder,
                now,
                new QueryClient(new ServerAccess(address, Workspace.DEMO_KEY), Workspace.DEMO_NAME),
                new OwnerClient(new ServerAccess(address, server.ownerKey()), server.workspaceResourceId()));
    }

    @Override
    public void close() {
        queries.close();
        owner.close();
        server.close();
    }
}
