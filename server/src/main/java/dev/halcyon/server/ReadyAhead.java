package dev.halcyon.server;

import dev.halcyon.engine.duckdb.DuckDbEngine;
import dev.halcyon.kql.bind.Binder;
import dev.halcyon.kql.bind.BindingContext;
import dev.halcyon.kql.syntax.parse.KqlParser;
import dev.halcyon.store.table.CatalogSnapshot;
import io.helidon.webserver.http.HttpRouting;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start needs later, made ready on a second processor while the first one reads the command line and opens the
 * database: classes with much to initialise, in the order in which they are needed. Whoever needs one that is being
 * initialised waits for it, so nothing is done twice and nothing depends on this.
 */
final class ReadyAhead {

    private static final Logger LOG = LoggerFactory.getLogger(ReadyAhead.class);

    private ReadyAhead() {}

    /** Begins, and returns at once. */
    static void begin() {
        Thread.ofPlatform().daemon().name("ready-ahead").start(ReadyAhead::run);
    }

    private static void run() {
        try {
            DuckDbEngine.load();
            List<?> ready = List.of(
                    CatalogSnapshot.builtIn(),
                    HttpRouting.builder(),
                    Binder.bind(
                            KqlParser.parse("Usage | where TimeGenerated > ago(1h) | summarize count() by DataType"),
                            new BindingContext(
                                    CatalogSnapshot.builtIn(),
                                    DuckDbEngine.supportedFunctions(),
                                    0,
                                    Optional.empty())));
            LOG.trace("Ready: {}", ready.size());
        } catch (RuntimeException | LinkageError e) {
            // The start meets the same and reports it.
            LOG.debug("Not ready ahead", e);
        }
    }
}
