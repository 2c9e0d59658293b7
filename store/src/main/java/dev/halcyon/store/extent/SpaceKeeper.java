package dev.halcyon.store.extent;

import dev.halcyon.engine.storage.ExtentPlace;
import dev.halcyon.engine.storage.Space;
import dev.halcyon.engine.storage.Storage;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives free space back to the file system. A file ends behind its last used block, so what retention and deletions leave
 * free before that stays; extents that lie last are written anew into such room, one at a time, and the file gets shorter.
 */
final class SpaceKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceKeeper.class);

    /** Less than a quarter of the file is used again before long. */
    private static final int PARTS = 4;

    private final Storage storage;
    private final ExtentOptions options;
    private final Function<ExtentPlace, Boolean> rewriting;

    /**
     * @param rewriting writes an extent anew; false when it could not
     */
    SpaceKeeper(Storage storage, ExtentOptions options, Function<ExtentPlace, Boolean> rewriting) {
        this.storage = storage;
        this.options = options;
        this.rewriting = rewriting;
    }

    /**
     * Does one step.
     *
     * @return false when there is nothing to do, or nothing helps
     */
    boolean step() {
        if (!isWasteful(storage.space())) {
            return false;
        }
        storage.releaseSpace();
        Space space = storage.space();
        if (!isWasteful(space)) {
            return false;
        }
        Optional<ExtentPlace> last = storage.lastExtent();
        // So many blocks at least are free before its end: the new one lies before the old one, or this would never
        // end.
        if (last.isEmpty() || last.get().end() - space.usedBytes() < last.get().bytes()) {
            return false;
        }
        if (!rewriting.apply(last.get())) {
            return false;
        }
        storage.releaseSpace();
        LOG.atInfo()
                .addKeyValue("table", last.get().table())
                .addKeyValue("before", space.totalBytes())
                .addKeyValue("after", storage.space().totalBytes())
                .log("An extent was moved to make the file shorter");
        return true;
    }

    private boolean isWasteful(Space space) {
        long free = space.totalBytes() - space.usedBytes();
        return free >= options.freeBytes() && free >= space.totalBytes() / PARTS;
    }
}
