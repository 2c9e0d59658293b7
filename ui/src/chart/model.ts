/** What a chart shows, apart from how it looks. Numbers are plain; times are milliseconds since 1970, UTC. */
export type XKind = 'time' | 'value' | 'duration' | 'category';
export type AxesStyle = 'line' | 'area' | 'column' | 'bar' | 'scatter';
export type Stacking = 'none' | 'stacked' | 'stacked100';

export interface Point {
  readonly x: number | string;
  readonly y: number | null;
}

export interface Series {
  readonly name: string;
  /** The column the numbers come from: `ysplit` sets series apart by it. */
  readonly yColumn: string;
  readonly points: readonly Point[];
  /** Points that `anomalyColumns` marks. */
  readonly anomalies: readonly Point[];
}

export interface AxesModel {
  readonly kind: 'axes';
  readonly style: AxesStyle;
  readonly xKind: XKind;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly title: string;
  readonly stacking: Stacking;
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
