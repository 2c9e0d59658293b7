package dev.halcyon.workspace.ingest;

/** Is told of the bodies that came to rules. Called from the threads of the requests. */
public interface IngestionObserver {

    /** Rows are durable. */
    void ingested(Ingested body);
}
