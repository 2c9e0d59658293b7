package dev.halcyon.server;

/**
 * Threads for the virtual threads of requests to run on.
 *
 * <p>A query that is inside the database's native code keeps its carrier thread until it comes out. With one carrier for
 * each core, as is usual, two long queries on two cores would stop every other request, appends and cancellations
 * included; with many, the operating system shares the cores out among them.
 */
final class CarrierThreads {

    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    /** More than there are queries and appends at work at a time under the standard limits. */
    private static final String ENOUGH = "64";

    private CarrierThreads() {}

    /** Asks for enough of them; has an effect before the first virtual thread of the process, and yields to its options. */
    static void provide() {
        if (System.getProperty(PARALLELISM) == null) {
            System.setProperty(PARALLELISM, ENOUGH);
        }
    }
}
