package dev.halcyon.cli;

import dev.halcyon.server.HalcyonServer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps a server up until the process is told to end, and closes it then. */
final class Serving {
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicBoolean stopping = new AtomicBoolean();

    /** From now on a signal to end closes the server before the process ends. */
    Serving(HalcyonServer server) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stopping.set(true);
                            server.close();
                            stopped.countDown();
                        },
                        "halcyon-stop"));
    }

    /** True once the signal came. */
    boolean isStopping() {
        return stopping.get();
    }

    /** Waits for the signal. */
    void untilStopped() throws InterruptedException {
        stopped.await();
    }
}
