/** Runs the KQL language service off the page's own thread. */
import '@kusto/monaco-kusto/release/esm/kusto.worker';
import { teachDialect } from './dialect';

const { Kusto, System } = globalThis as unknown as { Kusto: { Language: unknown }; System: unknown };
teachDialect(Kusto.Language, System);
