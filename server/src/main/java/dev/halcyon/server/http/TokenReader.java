package dev.halcyon.server.http;

/** Reads bearer tokens. */
@FunctionalInterface
public interface TokenReader {

    /**
     * Whose token it is.
     *
     * @param token as presented, of any size
     * @param host that the client reached the server by, without port
     */
    Sender read(String token, Plane plane, String host);
}
