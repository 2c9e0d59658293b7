package dev.halcyon.cli;

import dev.halcyon.cli.client.ServerAccess;
import dev.halcyon.cli.client.WorkspaceClient;
import dev.halcyon.server.HalcyonServer;
import dev.halcyon.server.ServerLog;
import dev.halcyon.server.ServerOptions;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The workspace that a command speaks to: of a running server, or in a folder. */
abstract class Target {

    /** Makes a client of a server's workspace. */
    @FunctionalInterface
    interface Connector<C extends WorkspaceClient> {
        C connect(ServerAccess server, String workspace);
    }

    /** What a command does through its client; answers an {@link ExitCode}. */
    @FunctionalInterface
    interface Work<C extends WorkspaceClient> {
        int with(C client) throws IOException;
    }

    @Mixin
    private final CredentialOptions credentials = new CredentialOptions();

    @Option(
            names = "--workspace",
            paramLabel = "ID",
            defaultValue = Workspace.NAME,
            description = "Workspace for --url: id, name or ARM id. Default: the one that the server holds")
    private String workspace = Workspace.NAME;

    @Mixin
    private final TrustOption trust = new TrustOption();

    /** Exactly one of them. */
    static class Place {
        @Option(names = "--url", paramLabel = "URL", description = "Address of a running server.")
        private @Nullable String url;

        @Option(names = "--data", paramLabel = "DIR", description = "A data folder that no server holds.")
        private @Nullable Path data;
    }

    /** What was given. */
    abstract Place place();

    /** Does work at the server that was named, or over the folder, which is served for that long. */
    final <C extends WorkspaceClient> int open(Connector<C> connector, Work<C> work) throws IOException {
        Optional<Path> folder = folder();
        if (folder.isPresent()) {
            return serve(ServerOptions.at(folder.get()), connector, work);
        }
        try (C client = connector.connect(access(), workspace())) {
            return work.with(client);
        }
    }

    /** Does work as the owner of a workspace that is served for that long. */
    static <C extends WorkspaceClient> int serve(ServerOptions options, Connector<C> connector, Work<C> work)
            throws IOException {
        ServerLog.configure(Level.WARNING);
        try (HalcyonServer server = HalcyonServer.start(options);
                C client = connector.connect(
                        new ServerAccess(URI.create(server.address()), server.ownerKey()), server.workspaceId())) {
            return work.with(client);
        }
    }

    /**
     * The folder, absolute; empty when a server is meant.
     *
     * @throws UserException when it has no workspace, or a key or an authority was given for it
     */
    Optional<Path> folder() {
        Path data = place().data;
        if (data == null) {
            return Optional.empty();
        }
        requireNoServer("who can read the folder needs no key");
        Path folder = data.toAbsolutePath().normalize();
        DataFolders.requireExisting(folder);
        DataFolders.requireFree(folder);
        return Optional.of(folder);
    }

    /**
     * The server and how to speak to it.
     *
     * @throws UserException when the address is none, or files or credentials cannot be used
     */
    ServerAccess access() {
        URI address = address();
        return new ServerAccess(address, credentials.credential(address, System.getenv()), trust.context(address));
    }

    private URI address() {
        String url = String.valueOf(place().url);
        try {
            URI address = new URI(url);
            boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            if (web && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(url, e);
        }
        throw notAnAddress(url, null);
    }

    private static UserException notAnAddress(String url, @Nullable Throwable cause) {
        return new UserException("--url %s is not an address such as http://127.0.0.1:8080.".formatted(url), cause);
    }

    /** The workspace's id, name or ARM id at the server. */
    String workspace() {
        return workspace;
    }

    /**
     * Refuses what is for a server only.
     *
     * @param reason why no credential is needed
     * @throws UserException when a credential or an authority was given
     */
    final void requireNoServer(String reason) {
        credentials.requireUnused(reason);
        trust.requireUnused();
    }
}
