package dev.halcyon.cli.tutorial;

import java.util.List;

/** Hears how far the tutorial is. */
public interface Progress {
    /** A step begins. */
    void begin(Step step);

    /** The running step has done something more; for upload steps: a request was acknowledged. */
    void advance(Step step, String detail);

    /** A step is done; the lines hold its figures. */
    void end(Step step, List<String> figures);
}
