package dev.halcyon.cli.client;

/** One view of a workspace over HTTP. */
public interface WorkspaceClient extends AutoCloseable {

    @Override
    void close();
}
