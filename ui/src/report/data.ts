import { columnType } from '../api/parse';
import { chartModel } from '../chart/resolve';
import type { ChartModel } from '../chart/model';
import type { DataTypeSeries, QueryChart, ReportData } from './types';

/** The report's data do not have the agreed shape. */
export class MalformedReport extends Error {
  override readonly name = 'MalformedReport';
}

function check(condition: boolean, complaint: string): void {
  if (!condition) {
    throw new MalformedReport(complaint);
  }
}

const isInstant = (value: unknown): boolean => typeof value === 'string' && !Number.isNaN(Date.parse(value));

function checkSeries(series: DataTypeSeries): void {
  const { name, times, actual, predicted } = series;
  check(typeof name === 'string', 'A data type has no name.');
  check(Array.isArray(times) && times.every(isInstant), `${name}: a time is not an ISO-8601 instant.`);
  check(
    actual.length === times.length && predicted.length === times.length,
    `${name}: times, actual and predicted differ in length.`,
  );
  check(
    series.anomalies.every((one) => isInstant(one.time) && (one.sign === 1 || one.sign === -1)),
    `${name}: an anomaly has no time or no sign.`,
  );
}

/** Reads the data of a report; throws {@link MalformedReport} that names the first fault. */
export function readReport(json: string): ReportData {
  let data: ReportData;
  try {
    data = JSON.parse(json) as ReportData;
  } catch {
    throw new MalformedReport('The data of this report are not JSON.');
  }
  check(typeof data === 'object' && data !== null, 'This report has no data.');
  check(data.format === 1, `This report has format ${String(data.format)}; its script reads format 1.`);
  check(isInstant(data.splitAt), 'splitAt is not an ISO-8601 instant.');
  check(
    Array.isArray(data.models) && data.models.filter((model) => model.chosen).length === 1,
    'Exactly one model must be chosen.',
  );
  check(Array.isArray(data.dataTypes), 'There are no data types.');
  data.dataTypes.forEach(checkSeries);
  check(
    data.charts === undefined ||
      (Array.isArray(data.charts) &&
        data.charts.every(
          (one) =>
            Array.isArray(one.columns) && Array.isArray(one.rows) && typeof one.render?.visualization === 'string',
        )),
    'A chart has no columns, no rows or no visualization.',
  );
  check(
    Array.isArray(data.queries) && Array.isArray(data.anomaliesTable?.rows),
    'The queries or the anomalies table are missing.',
  );
  return data;
}

/** Points of the band in which a value counts as usual: prediction plus the fences. Null leaves a gap. */
export function usualBand(series: DataTypeSeries): {
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
} {
  const { fences, predicted } = series;
  const shift = (by: number) => predicted.map((value) => (value === null ? null : value + by));
  return fences ? { low: shift(fences.lower), high: shift(fences.upper) } : { low: [], high: [] };
}

/** What the page would draw of a query's answer. */
export function modelOf(chart: QueryChart): ChartModel {
  const columns = chart.columns.map((column) => ({ name: column.name, type: columnType(column.type) }));
  return chartModel({ name: chart.title, columns, rows: chart.rows }, chart.render);
}
