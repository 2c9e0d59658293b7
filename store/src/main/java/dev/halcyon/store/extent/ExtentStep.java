package dev.halcyon.store.extent;

import java.util.List;

/** What is to be done with extents of one table. */
public sealed interface ExtentStep {

    /** Their rows become one sealed extent. */
    record Seal(List<Long> extents) implements ExtentStep {
        public Seal {
            extents = List.copyOf(extents);
        }
    }

    /** Queries no longer read them: their interactive retention is over. */
    record Archive(List<Long> extents) implements ExtentStep {
        public Archive {
            extents = List.copyOf(extents);
        }
    }

    /** Queries read them again: their interactive retention was made longer. */
    record Revive(List<Long> extents) implements ExtentStep {
        public Revive {
            extents = List.copyOf(extents);
        }
    }

    /** Their rows are removed: their total retention is over. */
    record Drop(List<Long> extents) implements ExtentStep {
        public Drop {
            extents = List.copyOf(extents);
        }
    }
}
