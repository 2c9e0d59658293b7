// Writes an example report from a usage file, to look at: `npm run example-report -- --data usage.csv --out example.html`.
// The "prediction" is the mean of the same hour in the training weeks: an example, not the tutorial's model.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string', default: 'src/report/example.html' } },
});
const template = readFileSync(
  join(import.meta.dirname, '../../target/classes/dev/halcyon/ui/report/report.html'),
  'utf8',
);
const SPLIT = '2023-03-13T00:00:00Z';

function rowsOf(path) {
  if (path) {
    return readFileSync(path, 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
  }
  const types = ['ContainerLog', 'Perf', 'A name with <b>markup</b>'];
  const hours = Array.from({ length: 28 * 24 }, (_, hour) => hour);
  return hours.flatMap((hour) =>
    types.map((type, index) => [
      new Date(Date.parse('2023-02-20T00:00:00Z') + hour * 3_600_000).toISOString().replace('.000', ''),
      type,
      100 * (index + 1) * (1 + 0.4 * Math.sin((hour / 12) * Math.PI)) +
        8 * Math.sin(hour * 7.3) +
        (hour === 560 + 31 * index ? 260 : 0),
    ]),
  );
}

function percentile(sorted, share) {
  const at = (sorted.length - 1) * share;
  const low = Math.floor(at);
  return sorted[low] + (at - low) * ((sorted[low + 1] ?? sorted[low]) - sorted[low]);
}

function seriesOf(name, rows) {
  const times = rows.map((row) => row[0]);
  const actual = rows.map((row) => Number(row[2]));
  const hourOf = (time) => new Date(time).getUTCHours();
  const means = Array.from({ length: 24 }, (_, hour) => {
    const values = actual.filter((_value, index) => times[index] < SPLIT && hourOf(times[index]) === hour);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  });
  const predicted = times.map((time) => (time < SPLIT ? null : means[hourOf(time)]));
  const residuals = actual.map((value, index) => (predicted[index] === null ? null : value - predicted[index]));
  const sorted = residuals.filter((value) => value !== null).sort((a, b) => a - b);
  const [low, high] = [percentile(sorted, 0.1), percentile(sorted, 0.9)];
  const fences = { lower: low - 1.5 * (high - low), upper: high + 1.5 * (high - low) };
  const anomalies = times.flatMap((time, index) => {
    const residual = residuals[index];
    return residual === null || (residual >= fences.lower && residual <= fences.upper)
      ? []
      : [{ time, actual: actual[index], predicted: predicted[index], residual, sign: residual > 0 ? 1 : -1 }];
  });
  return { name, times, actual, predicted, fences, anomalies };
}

const rows = rowsOf(options.data);
const dataTypes = [...new Set(rows.map((row) => row[1]))].map((name) =>
  seriesOf(
    name,
    rows.filter((row) => row[1] === name),
  ),
);
const report = {
  format: 1,
  title: 'Anomalies in ingested usage',
  product: 'Halcyon',
  version: '0.1.0',
  workspaceId: 'DEMO_WORKSPACE',
  generatedAt: new Date().toISOString(),
  workspaceClock: '2023-03-19T23:59:59Z',
  seriesName: options.data ?? 'made up',
  unit: 'MB',
  splitAt: SPLIT,
  folds: 5,
  models: [
    { name: 'Ridge regression', maeMean: 50.9, maeStd: 11.35, rmseMean: 77.01, rmseStd: 11.7, chosen: false },
    { name: 'Histogram gradient boosting', maeMean: 31.2, maeStd: 14.4, rmseMean: 58.3, rmseStd: 19.1, chosen: true },
  ],
  dataTypes,
  queries: [
    {
      title: 'Ingestion of the last week',
      text: 'Usage\n| where TimeGenerated between (ago(7d)..ago(0d))\n| summarize ActualUsage=sum(Quantity) by TimeGenerated=bin(TimeGenerated, 1h), DataType',
    },
  ],
  anomaliesTable: {
    name: 'Anomalies_CL',
    query: 'Anomalies_CL\n| where Anomalies != 0',
    columns: [
      { name: 'AnomalyTimeGenerated', type: 'datetime' },
      { name: 'DataType', type: 'string' },
      { name: 'ActualUsage', type: 'real' },
      { name: 'PredictedUsage', type: 'real' },
      { name: 'Anomalies', type: 'int' },
    ],
    rows: dataTypes.flatMap((one) =>
      one.anomalies.map((anomaly) => [anomaly.time, one.name, anomaly.actual, anomaly.predicted, anomaly.sign]),
    ),
  },
};
writeFileSync(
  options.out,
  template.replace('@report-data@', () => JSON.stringify(report).replaceAll('<', '\\u003c')),
);
console.log(options.out);
