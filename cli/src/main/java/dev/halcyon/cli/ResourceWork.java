package dev.halcyon.cli;

import dev.halcyon.cli.client.ResourceClient;
import dev.halcyon.cli.client.ServerAccess;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerLog;
import dev.halcyon.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;

/** What a command does with the resources of a workspace. */
@FunctionalInterface
interface ResourceWork {

    int with(ResourceClient resources) throws IOException;

    /** Does it at the server that was named, or over the folder, which is served for that long. */
    static int open(WorkspaceTarget target, ResourceWork work) throws IOException {
        Optional<Path> folder = target.folder();
        if (folder.isEmpty()) {
            try (ResourceClient resources = new ResourceClient(target.access(), target.workspace())) {
                return work.with(resources);
            }
        }
        ServerLog.configure(Level.WARNING);
        try (HalcyonServer server = HalcyonServer.start(ServerOptions.at(folder.get()));
                ResourceClient resources = new ResourceClient(
                        new ServerAccess(URI.create(server.address()), server.ownerKey()), server.workspaceId())) {
            return work.with(resources);
        }
    }
}
