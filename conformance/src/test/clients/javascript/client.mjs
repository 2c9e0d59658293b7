// The clients of @azure against a server: prints one JSON object of what they answered. Settings come as variables.
import { ClientSecretCredential, ManagedIdentityCredential } from "@azure/identity";
import { LogsQueryClient, LogsQueryResultStatus } from "@azure/monitor-query";
import { LogsQueryClient as SplitClient } from "@azure/monitor-query-logs";
import { LogsIngestionClient } from "@azure/monitor-ingestion";

const { ENDPOINT, TENANT, CLIENT, SECRET, WORKSPACE, RESOURCE, RULE, STREAM, TABLE } = process.env;
const credential = new ClientSecretCredential(TENANT, CLIENT, SECRET, {
  authorityHost: ENDPOINT,
  disableInstanceDiscovery: true,
});
const answers = {};
const day = { duration: "P1D" };

const rows = ["js-1", "js-2"].map((Word) => ({ TimeGenerated: new Date().toISOString(), Word }));
await new LogsIngestionClient(ENDPOINT, credential).upload(RULE, STREAM, rows);
answers.uploaded = rows.length;

const client = new LogsQueryClient(credential, { endpoint: ENDPOINT });
const query = `${TABLE} | where Word startswith 'js-' | order by Word asc | project Word`;
let result = await client.queryWorkspace(WORKSPACE, query, day, {
  includeQueryStatistics: true,
  includeVisualization: true,
  serverTimeoutInSeconds: 60,
});
answers.words = result.tables[0].rows.map((row) => row[0]);
answers.statistics = typeof result.statistics?.query?.executionTime === "number";
answers.status = result.status;

result = await client.queryWorkspace(
  WORKSPACE,
  "print Time = datetime(2024-01-02T03:04:05.678Z), Number = long(9007199254740991), Object = dynamic({\"a\": 1}), Nothing = int(null)",
  day,
);
answers.cells = result.tables[0].rows[0];
answers.types = result.tables[0].columnDescriptors.map((column) => column.type);

result = await client.queryWorkspace(WORKSPACE, `${TABLE} | where Word startswith 'js-' | count`, {
  startTime: new Date("2001-01-01T00:00:00Z"),
  endTime: new Date("2001-01-02T00:00:00Z"),
});
answers.longAgo = result.tables[0].rows[0][0];

const batch = await client.queryBatch([
  { workspaceId: WORKSPACE, query: "print 1", timespan: day },
  { workspaceId: WORKSPACE, query: "no such table", timespan: day },
  { workspaceId: WORKSPACE, query: "print 3", timespan: day },
]);
answers.batch = batch.map((member) =>
  member.status === LogsQueryResultStatus.Success ? member.tables[0].rows[0][0] : member.status,
);

result = await client.queryResource(RESOURCE, "print 'by resource'", day);
answers.resource = result.tables[0].rows[0][0];

try {
  await client.queryWorkspace(WORKSPACE, "Usage | where nothing == 1", day);
} catch (error) {
  answers.semantic = [error.statusCode, error.code];
}
try {
  await new LogsIngestionClient(ENDPOINT, credential).upload(RULE, "Custom-Unknown", rows);
} catch (error) {
  answers.badStream = (error.errors ?? [error]).map((each) => (each.cause ?? each).statusCode);
}
try {
  const wrong = new ClientSecretCredential(TENANT, CLIENT, "wrong", {
    authorityHost: ENDPOINT,
    disableInstanceDiscovery: true,
  });
  await new LogsQueryClient(wrong, { endpoint: ENDPOINT }).queryWorkspace(WORKSPACE, "print 1", day);
} catch (error) {
  answers.wrongSecret = /AADSTS7000215/.test(error.message);
}

const split = new SplitClient(credential, {
  endpoint: `${ENDPOINT}/v1`,
  credentials: { scopes: [`${ENDPOINT}/.default`] },
});
result = await split.queryWorkspace(WORKSPACE, "print 'split'", day);
answers.split = result.tables[0].rows[0][0];
result = await split.queryResource(RESOURCE, "print 'doubled slash'", day);
answers.splitResource = result.tables[0].rows[0][0];

const managed = new LogsQueryClient(new ManagedIdentityCredential(), { endpoint: ENDPOINT });
result = await managed.queryWorkspace(WORKSPACE, "print 'managed'", day);
answers.managed = result.tables[0].rows[0][0];

console.log(JSON.stringify(answers));
