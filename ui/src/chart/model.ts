import type { Cell, ColumnType } from '../api/types';
import type { LineKind } from './companions';

/** What a chart shows, apart from how it looks. Numbers are plain; times are milliseconds since 1970, UTC. */
export type XKind = 'time' | 'value' | 'duration' | 'category';
export type AxesStyle = 'line' | 'area' | 'column' | 'bar' | 'scatter';
export type Stacking = 'none' | 'stacked' | 'stacked100';

export interface Point {
  readonly x: number | string;
  readonly y: number | null;
}

/** A point that a flag marks: above (1) or below (−1) what was expected, or unusual without a side (0). */
export interface Anomaly extends Point {
  readonly sign: -1 | 0 | 1;
}

/** One place of an interval; null leaves a gap. */
export interface Bound {
  readonly x: number | string;
  readonly low: number | null;
  readonly high: number | null;
}

/** Numbers that are told on hover and not drawn, by their x. */
export interface Detail {
  readonly name: string;
  readonly values: ReadonlyMap<number | string, number>;
}

/** A value that sets a series apart from the others. */
export interface SeriesValue {
  readonly column: string;
  readonly type: ColumnType;
  readonly cell: Cell;
}

export interface Series {
  readonly name: string;
  readonly of: readonly SeriesValue[];
  readonly line: LineKind;
  /** The column the numbers are about: `ysplit` sets series apart by it. */
  readonly yColumn: string;
  /** Which of the palette's colours; a baseline or forecast beside several series wears the colour of its own. */
  readonly hue: number;
  readonly points: readonly Point[];
  readonly anomalies: readonly Anomaly[];
  /** The interval around the points, or empty. */
  readonly band: readonly Bound[];
  readonly details: readonly Detail[];
}

export interface AxesModel {
  readonly kind: 'axes';
  readonly style: AxesStyle;
  readonly xKind: XKind;
  /** The name of the column along the axis. */
  readonly xColumn: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly title: string;
  readonly stacking: Stacking;
  /** Whether each point holds the sum of all before. */
  readonly accumulated: boolean;
  readonly series: readonly Series[];
  readonly logX: boolean;
  readonly logY: boolean;
  readonly legend: boolean;
  readonly ySplit: 'none' | 'axes' | 'panels';
  readonly yMin: number | null;
  readonly yMax: number | null;
  readonly notices: readonly string[];
}

export interface PieModel {
  readonly kind: 'pie';
  readonly title: string;
  readonly legend: boolean;
  readonly slices: readonly { readonly name: string; readonly value: number }[];
  readonly notices: readonly string[];
}

export interface CardModel {
  readonly kind: 'card';
  readonly title: string;
  readonly cards: readonly { readonly name: string; readonly text: string }[];
  readonly notices: readonly string[];
}

/** `render table`, or nothing that could be drawn: `reason` says why and what to do. */
export interface NoChart {
  readonly kind: 'none';
  readonly reason: string | null;
}

export type ChartModel = AxesModel | PieModel | CardModel | NoChart;

export interface Visualization {
  readonly name: string;
  readonly label: string;
}

/** What the page draws, in the order of the chart type list. */
export const VISUALIZATIONS: readonly Visualization[] = [
  { name: 'timechart', label: 'Time chart' },
  { name: 'linechart', label: 'Line chart' },
  { name: 'areachart', label: 'Area chart' },
  { name: 'stackedareachart', label: 'Stacked area' },
  { name: 'columnchart', label: 'Column chart' },
  { name: 'barchart', label: 'Bar chart' },
  { name: 'scatterchart', label: 'Scatter chart' },
  { name: 'piechart', label: 'Pie chart' },
  { name: 'anomalychart', label: 'Anomaly chart' },
  { name: 'card', label: 'Card' },
];
