package dev.halcyon.server;

import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets the process's log to one line for each record on standard error. */
public final class ServerLog {

    // The log manager holds loggers weakly; the level set here must not be collected with one.
    private static final Logger HTTP_SERVER = Logger.getLogger("io.helidon");

    private ServerLog() {}

    /** Replaces what the platform set up; the HTTP server's own start-up chatter is left out. */
    public static void configure(Level level) {
        LogManager.getLogManager().reset();
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new LogLineFormatter());
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        root.addHandler(handler);
        root.setLevel(level);
        HTTP_SERVER.setLevel(Level.WARNING);
    }
}
