package dev.halcyon.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that a timer repeats. A timer gives up, without a word, what has failed once; this goes on whatever happens.
 *
 * @param name what the log calls it
 */
record RecurringTask(String name, Runnable work) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(RecurringTask.class);

    @Override
    public void run() {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            LOG.atError().addKeyValue("task", name).setCause(e).log("Work in the background failed; it is tried again");
        }
    }
}
