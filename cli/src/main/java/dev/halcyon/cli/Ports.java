package dev.halcyon.cli;

/** Port numbers of options. */
final class Ports {
    private static final int HIGHEST = 65_535;

    private Ports() {}

    static int require(int port) {
        if (port < 0 || port > HIGHEST) {
            throw new UserException("--http-port %d is outside 0 to %d.".formatted(port, HIGHEST));
        }
        return port;
    }
}
