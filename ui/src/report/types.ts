import type { RenderProperties } from '../api/types';

/**
 * The data of a report, as the page's `<script type="application/json" id="report-data">` holds them.
 * Instants are ISO-8601 in UTC (`2023-03-13T00:00:00Z`); quantities are in `unit`.
 */
export interface ReportData {
  /** Version of this shape; readers refuse another one. */
  readonly format: 1;
  readonly title: string;
  readonly product: string;
  readonly version: string;
  readonly workspaceId: string;
  readonly generatedAt: string;
  /** The time the workspace's clock was pinned at, or null when it ran. */
  readonly workspaceClock: string | null;
  /** What was analysed, for example the name of the usage file. */
  readonly seriesName: string;
  /** Unit of actual, predicted, residual and the fences, for example `MB`. */
  readonly unit: string;
  /** First instant of the scored week: before it the model learnt, from it on it predicted. */
  readonly splitAt: string;
  /** Number of cross-validation folds behind the figures of `models`. */
  readonly folds: number;
  readonly models: readonly ModelScore[];
  readonly dataTypes: readonly DataTypeSeries[];
  readonly queries: readonly { readonly title: string; readonly text: string }[];
  /** Queries that end in `render`, with their answers, drawn as the page draws them. Reports may have none. */
  readonly charts?: readonly QueryChart[];
  /** The anomalies as a query read them back from the workspace. */
  readonly anomaliesTable: {
    readonly name: string;
    readonly query: string;
    readonly columns: readonly { readonly name: string; readonly type: string }[];
    readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  };
}

/** A query that ends in `render` and what it was answered. */
export interface QueryChart {
  readonly title: string;
  readonly query: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  /** The `render` member of the answer. */
  readonly render: RenderProperties;
}

/** Cross-validated errors of one model in `unit`: mean and standard deviation over the folds. */
export interface ModelScore {
  readonly name: string;
  readonly maeMean: number;
  readonly maeStd: number;
  readonly rmseMean: number;
  readonly rmseStd: number;
  /** Exactly one model is chosen. */
  readonly chosen: boolean;
}

/** One series. `times`, `actual` and `predicted` have the same length; times ascend. */
export interface DataTypeSeries {
  readonly name: string;
  readonly times: readonly string[];
  /** Null where nothing was measured. */
  readonly actual: readonly (number | null)[];
  /** Null outside the scored week. */
  readonly predicted: readonly (number | null)[];
  /** Tukey's fences on the residual (actual − predicted), or null when nothing was scored. */
  readonly fences: { readonly lower: number; readonly upper: number } | null;
  readonly anomalies: readonly Anomaly[];
}

export interface Anomaly {
  readonly time: string;
  readonly actual: number;
  readonly predicted: number;
  /** actual − predicted. */
  readonly residual: number;
  /** +1 above the upper fence, −1 below the lower. */
  readonly sign: 1 | -1;
}
