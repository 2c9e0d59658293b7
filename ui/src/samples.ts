/** Queries to start from; the first three are those of the anomaly tutorial. */
export interface Sample {
  readonly title: string;
  readonly about: string;
  readonly query: string;
  /** A table that exists only after the tutorial; without it the sample is not offered. */
  readonly needs?: string;
}

const TYPES = "'ContainerLog', 'AzureNetworkAnalytics_CL', 'StorageBlobLogs', 'AzureDiagnostics', 'Perf', 'AVSSyslog'";

function usage(start: string, end: string, filter: string): string {
  return `let starttime = ${start};
let endtime = ${end};
Usage
| project TimeGenerated, DataType, Quantity
| where TimeGenerated between (ago(starttime)..ago(endtime))
${filter}| summarize ActualUsage=sum(Quantity) by TimeGenerated=bin(TimeGenerated, 1h), DataType
| render timechart`;
}

export const SAMPLES: readonly Sample[] = [
  {
    title: 'Ingestion of the last week',
    about: 'Tutorial, step 1: megabytes per hour and data type',
    query: usage('7d', '0d', ''),
  },
  {
    title: 'Three weeks to learn from',
    about: 'Tutorial, step 2: the weeks before the last, six data types',
    query: usage('28d', '7d', `| where DataType in (${TYPES})\n`),
  },
  {
    title: 'The week to score',
    about: 'Tutorial, step 3: the last week of the same data types',
    query: usage('7d', '0d', `| where DataType in (${TYPES})\n`),
  },
  {
    title: 'Anomalies found',
    about: 'What the tutorial wrote back to the workspace',
    needs: 'Anomalies_CL',
    query: `Anomalies_CL
| where Anomalies != 0
| project AnomalyTimeGenerated, DataType, ActualUsage, PredictedUsage, Anomalies
| sort by AnomalyTimeGenerated asc`,
  },
  {
    title: 'Share of each data type',
    about: 'Total megabytes as a pie',
    query: `Usage
| summarize Megabytes = sum(Quantity) by DataType
| sort by Megabytes desc
| render piechart`,
  },
  {
    title: 'Newest rows',
    about: 'A first look at a table',
    query: `Usage
| top 100 by TimeGenerated desc`,
  },
];
