package dev.halcyon.store;

import dev.halcyon.store.extent.ExtentOptions;
import java.util.Objects;

/**
 * How a store takes rows and keeps them.
 *
 * @param appends limits of what waits and what is remembered
 * @param extents sizes of what is stored
 */
public record StoreOptions(AppendOptions appends, ExtentOptions extents) {

    public static final StoreOptions STANDARD = new StoreOptions(AppendOptions.STANDARD, ExtentOptions.STANDARD);

    public StoreOptions {
        Objects.requireNonNull(appends, "appends");
        Objects.requireNonNull(extents, "extents");
    }
}
