// The management clients of @azure against a server: prints one JSON object of what they answered.
import { ClientSecretCredential } from "@azure/identity";
import { MonitorClient } from "@azure/arm-monitor";
import { OperationalInsightsManagementClient } from "@azure/arm-operationalinsights";
import { LogsIngestionClient } from "@azure/monitor-ingestion";
import { LogsQueryClient } from "@azure/monitor-query";

const { ENDPOINT, TENANT, CLIENT, SECRET, WORKSPACE, RESOURCE } = process.env;
const [, , subscription, , group, , , , name] = RESOURCE.split("/");
const credential = new ClientSecretCredential(TENANT, CLIENT, SECRET, {
  authorityHost: ENDPOINT,
  disableInstanceDiscovery: true,
});
const analytics = new OperationalInsightsManagementClient(credential, subscription, { endpoint: ENDPOINT });
const monitor = new MonitorClient(credential, subscription, { endpoint: ENDPOINT });
const answers = {};

async function names(pages) {
  const found = [];
  for await (const resource of pages) {
    found.push(resource.name);
  }
  return found;
}

async function status(work) {
  try {
    await work();
    return "done";
  } catch (error) {
    return [error.statusCode, error.code];
  }
}

// Workspaces.
let workspace = await analytics.workspaces.get(group, name);
answers.workspace = [
  workspace.customerId === WORKSPACE,
  workspace.provisioningState,
  workspace.sku.name,
  workspace.workspaceCapping.dailyQuotaGb,
  workspace.features.enableDataExport,
  !Number.isNaN(Date.parse(workspace.createdDate)),
  !Number.isNaN(Date.parse(workspace.modifiedDate)),
];
answers.workspaces = [
  await names(analytics.workspaces.list()),
  await names(analytics.workspaces.listByResourceGroup(group)),
];
workspace = await analytics.workspaces.beginCreateOrUpdateAndWait(group, name, {
  location: workspace.location,
  sku: workspace.sku,
  retentionInDays: 60,
  tags: { team: "javascript" },
});
answers.kept = [workspace.retentionInDays, workspace.tags.team, workspace.provisioningState];
workspace = await analytics.workspaces.update(group, name, { retentionInDays: 30 });
answers.updated = [workspace.retentionInDays, workspace.tags.team];
const keys = await analytics.sharedKeysOperations.getSharedKeys(group, name);
const regenerated = await analytics.sharedKeysOperations.regenerate(group, name);
answers.keys = [keys.primarySharedKey.length, regenerated.primarySharedKey !== keys.primarySharedKey];
answers.usages = await names(analytics.usages.list(group, name));
answers.groups = await names(analytics.managementGroups.list(group, name));
answers.tiers = (await analytics.availableServiceTiers.listByWorkspace(group, name)).map((tier) => tier.serviceTier);
answers.schema = (await analytics.schemaOperations.get(group, name)).value.some((column) =>
  column.ownerType.includes("Usage"),
);
answers.deleted = [
  await names(analytics.deletedWorkspaces.list()),
  await names(analytics.deletedWorkspaces.listByResourceGroup(group)),
];

// Tables.
const columns = [
  { name: "TimeGenerated", type: "dateTime" },
  { name: "Number", type: "long" },
  { name: "Exact", type: "boolean", description: "whether it is" },
  { name: "Body", type: "dynamic" },
];
let table = await analytics.tables.beginCreateOrUpdateAndWait(group, name, "Managed_CL", {
  plan: "Analytics",
  retentionInDays: 30,
  totalRetentionInDays: 365,
  schema: { name: "Managed_CL", description: "made by a client", columns },
});
answers.table = [
  table.name,
  table.plan,
  table.retentionInDays,
  table.archiveRetentionInDays,
  table.provisioningState,
  table.schema.tableType,
  table.schema.tableSubType,
  table.schema.columns.map((column) => `${column.name}:${column.type}`),
];
table = await analytics.tables.beginUpdateAndWait(group, name, "Managed_CL", { retentionInDays: 90 });
answers.tableUpdated = [table.retentionInDays, table.totalRetentionInDays, table.schema.columns.length];
const tables = await names(analytics.tables.listByWorkspace(group, name));
answers.tables = [tables.includes("Managed_CL"), tables.includes("Usage")];
answers.builtIn = (await analytics.tables.get(group, name, "Usage")).schema.standardColumns.some(
  (column) => column.name === "Quantity",
);
answers.noTable = await status(() => analytics.tables.get(group, name, "Missing_CL"));

// Endpoints, rules, associations.
const endpoint = await monitor.dataCollectionEndpoints.create(group, "managed", {
  body: { location: "local", networkAcls: { publicNetworkAccess: "Enabled" } },
});
answers.endpoint = [
  endpoint.name,
  endpoint.provisioningState,
  endpoint.logsIngestion.endpoint === ENDPOINT,
  /^dce-[0-9a-f]{32}$/.test(endpoint.immutableId),
  endpoint.networkAcls.publicNetworkAccess,
];
answers.endpoints = [
  await names(monitor.dataCollectionEndpoints.listByResourceGroup(group)),
  await names(monitor.dataCollectionEndpoints.listBySubscription()),
];
// Version 7 of the client knows no declared streams, so its rules take those of built-in tables.
const rule = await monitor.dataCollectionRules.create(group, "managed", {
  body: {
    location: "local",
    description: "of a client",
    dataSources: {
      performanceCounters: [
        {
          name: "counters",
          streams: ["Microsoft-Perf"],
          samplingFrequencyInSeconds: 60,
          counterSpecifiers: ["\\Processor(_Total)\\% Processor Time"],
        },
      ],
    },
    destinations: { logAnalytics: [{ workspaceResourceId: RESOURCE, name: "workspace" }] },
    dataFlows: [{ streams: ["Microsoft-Perf"], destinations: ["workspace"] }],
  },
});
answers.rule = [
  rule.name,
  rule.provisioningState,
  rule.dataFlows[0].streams,
  rule.dataSources.performanceCounters[0].counterSpecifiers,
  rule.destinations.logAnalytics[0].workspaceId === WORKSPACE,
];
await new LogsIngestionClient(ENDPOINT, credential).upload(rule.immutableId, "Microsoft-Perf", [
  { TimeGenerated: new Date().toISOString(), CounterName: "managed", CounterValue: 1.5 },
]);
answers.ruleUpdated = (await monitor.dataCollectionRules.update(group, "managed", { body: { tags: { a: "b" } } })).tags;
answers.rules = [
  (await names(monitor.dataCollectionRules.listByResourceGroup(group))).includes("managed"),
  (await names(monitor.dataCollectionRules.listBySubscription())).includes("managed"),
];
const machine = `/subscriptions/${subscription}/resourceGroups/${group}/providers/Microsoft.Compute/virtualMachines/vm`;
const association = await monitor.dataCollectionRuleAssociations.create(machine, "managed", {
  body: { dataCollectionRuleId: rule.id, description: "of a machine" },
});
answers.association = [
  association.name,
  association.dataCollectionRuleId === rule.id,
  await names(monitor.dataCollectionRuleAssociations.listByResource(machine)),
  await names(monitor.dataCollectionRuleAssociations.listByRule(group, "managed")),
  (await monitor.dataCollectionRuleAssociations.get(machine, "managed")).description,
];
answers.badRule = await status(() =>
  monitor.dataCollectionRules.create(group, "bad", {
    body: {
      location: "local",
      destinations: { logAnalytics: [{ workspaceResourceId: RESOURCE, name: "workspace" }] },
      dataFlows: [{ streams: ["Microsoft-Perf"], destinations: ["elsewhere"] }],
    },
  }),
);

// Saved searches, functions.
const search = {
  category: "clients",
  displayName: "Numbers above",
  query: "range Number from 1 to 9 step 1 | where Number > Least",
  functionAlias: "NumbersAbove",
  functionParameters: "Least:long = 5",
  version: 2,
  etag: "*",
  tags: [{ name: "Group", value: "clients" }],
};
let saved = await analytics.savedSearches.createOrUpdate(group, name, "numbers", search);
answers.search = [saved.functionAlias, saved.version, saved.tags[0].value, saved.etag !== undefined];
saved = await analytics.savedSearches.get(group, name, "numbers");
const searches = await analytics.savedSearches.listByWorkspace(group, name);
answers.searches = [saved.query === search.query, searches.value.map((each) => each.displayName)];
const queries = new LogsQueryClient(credential, { endpoint: ENDPOINT });
answers.called = (await queries.queryWorkspace(WORKSPACE, "NumbersAbove(7) | count", { duration: "P1D" })).tables[0]
  .rows[0][0];

const perf = "Perf | where CounterName == 'managed' | project CounterValue";
answers.perf = (await queries.queryWorkspace(WORKSPACE, perf, { duration: "P1D" })).tables[0].rows;

// A purge, and the end of everything.
const purge = await analytics.workspacePurge.purge(group, name, {
  table: "Managed_CL",
  filters: [{ column: "TimeGenerated", operator: "<", value: "2020-01-01T00:00:00Z" }],
});
const progress = await analytics.workspacePurge.getPurgeStatus(group, name, purge.operationId);
answers.purge = ["pending", "completed"].includes(progress.status);
await monitor.dataCollectionRuleAssociations.delete(machine, "managed");
await monitor.dataCollectionRules.delete(group, "managed");
await monitor.dataCollectionEndpoints.delete(group, "managed");
await analytics.savedSearches.delete(group, name, "numbers");
await analytics.tables.beginDeleteAndWait(group, name, "Managed_CL");
answers.gone = [
  await status(() => monitor.dataCollectionRules.get(group, "managed")),
  await status(() => monitor.dataCollectionEndpoints.get(group, "managed")),
  await status(() => monitor.dataCollectionRuleAssociations.get(machine, "managed")),
  await status(() => analytics.savedSearches.get(group, name, "numbers")),
  await status(() => analytics.tables.get(group, name, "Managed_CL")),
];
answers.refused = await status(() =>
  analytics.workspaces.beginCreateOrUpdateAndWait(group, "another", { location: "local" }),
);

console.log(JSON.stringify(answers));
