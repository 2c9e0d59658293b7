package dev.halcyon.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Lets another thread stop an execution, also before it has given its cursor. Thread-safe; a cancelled one stays
 * cancelled.
 */
public final class Cancellation {

    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    /** Stops every execution that was given this, now and later. */
    public void cancel() {
        List<Runnable> due;
        synchronized (this) {
            cancelled = true;
            due = List.copyOf(actions);
            actions.clear();
        }
        due.forEach(Runnable::run);
    }

    /** True from {@link #cancel()} on. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Runs an action on cancellation, at once when that has already happened. Actions must not block. */
    public void onCancel(Runnable action) {
        synchronized (this) {
            if (!cancelled) {
                actions.add(action);
                return;
            }
        }
        action.run();
    }
}
