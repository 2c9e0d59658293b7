package dev.halcyon.server.http;

/** Is told of every request that was answered. */
public interface RequestObserver {

    /**
     * A request was answered.
     *
     * @param route the pattern of its path, {@code none} when no route took it
     * @param nanos from its arrival to the end of its answer
     */
    void answered(String route, String method, int status, long nanos);
}
