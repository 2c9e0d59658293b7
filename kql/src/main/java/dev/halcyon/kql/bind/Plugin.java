package dev.halcyon.kql.bind;

/** Binds one plugin of {@code evaluate} (R129). */
@FunctionalInterface
interface Plugin {

    /** The rows that the plugin gives. */
    Rowset bind(PluginCall call);
}
