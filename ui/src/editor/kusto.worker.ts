/** Runs the KQL language service off the page's own thread. */
import '@kusto/monaco-kusto/release/esm/kusto.worker';
