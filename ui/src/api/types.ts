/** The shapes of the Logs Query API as the page reads them. */

export const COLUMN_TYPES = [
  'bool',
  'int',
  'long',
  'real',
  'decimal',
  'string',
  'datetime',
  'timespan',
  'guid',
  'dynamic',
] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** A `bigint` stands for an integer beyond 2^53, which a JavaScript number would round. */
export type Cell = string | number | bigint | boolean | null;
export type Row = readonly Cell[];

export interface ResultTable {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** What `render` asked for; member names are those of the wire. */
export interface RenderProperties {
  readonly visualization: string;
  readonly title?: string | null;
  readonly xColumn?: string | null;
  readonly series?: string | readonly string[] | null;
  readonly yColumns?: string | readonly string[] | null;
  readonly anomalyColumns?: string | readonly string[] | null;
  readonly xTitle?: string | null;
  readonly yTitle?: string | null;
  readonly xAxis?: string | null;
  readonly yAxis?: string | null;
  readonly legend?: string | null;
  readonly ySplit?: string | null;
  readonly accumulate?: boolean | string | null;
  readonly kind?: string | null;
  readonly ymin?: number | string | null;
  readonly ymax?: number | string | null;
}

/** An error as the service nests it: each level more exact than the one around. */
export interface ServiceError {
  readonly code: string;
  readonly message: string;
  readonly innererror?: ServiceError | undefined;
  readonly details?: readonly ServiceError[] | undefined;
  /** One-based line of the query. */
  readonly line?: number | undefined;
  readonly pos?: number | undefined;
  readonly token?: string | undefined;
  readonly severityName?: string | undefined;
}

export interface QueryStatistics {
  readonly executionSeconds: number | null;
  readonly rowsScanned: number | null;
}

export interface QueryAnswer {
  readonly tables: readonly ResultTable[];
  readonly render: RenderProperties | null;
  readonly statistics: QueryStatistics;
  /** Non-null when the answer is only a part of what was asked for. */
  readonly partialError: ServiceError | null;
}

export interface WorkspaceTable {
  readonly name: string;
  readonly description: string;
  readonly columns: readonly Column[];
}

export interface WorkspaceFunction {
  readonly name: string;
  readonly parameters: string;
  readonly description: string;
  readonly body: string;
}

export interface WorkspaceSchema {
  readonly tables: readonly WorkspaceTable[];
  readonly functions: readonly WorkspaceFunction[];
  /** Files that the server reads where they lie. */
  readonly externalTables: readonly WorkspaceTable[];
}

export interface PageConfig {
  readonly workspaceId: string;
  readonly apiKey: string | null;
  readonly product: string;
  readonly version: string;
  /** The pinned clock of the workspace, or null when the clock is the real one. */
  readonly now: string | null;
}
