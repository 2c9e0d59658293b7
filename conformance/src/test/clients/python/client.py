"""The clients of azure-sdk-for-python against a server: prints one JSON object of what they answered.

Settings come as variables. Runs with azure-monitor-query 1.x and 2.x.
"""

import json
import os
from datetime import datetime, timedelta, timezone

from azure.core.exceptions import HttpResponseError
from azure.identity import ClientSecretCredential, ManagedIdentityCredential
from azure.monitor.ingestion import LogsIngestionClient
from azure.monitor.query import LogsBatchQuery, LogsQueryClient, LogsQueryStatus

endpoint = os.environ["ENDPOINT"]
workspace = os.environ["WORKSPACE"]
table = os.environ["TABLE"]
prefix = os.environ["PREFIX"]


def credential(secret):
    return ClientSecretCredential(
        os.environ["TENANT"],
        os.environ["CLIENT"],
        secret,
        authority=endpoint,
        disable_instance_discovery=True,
    )


answers = {}
good = credential(os.environ["SECRET"])
day = timedelta(days=1)

now = datetime.now(timezone.utc).isoformat()
rows = [{"TimeGenerated": now, "Word": prefix + "1"}, {"TimeGenerated": now, "Word": prefix + "2"}]
ingestion = LogsIngestionClient(endpoint, good)
ingestion.upload(os.environ["RULE"], os.environ["STREAM"], rows)
answers["uploaded"] = len(rows)

client = LogsQueryClient(good, endpoint=endpoint + "/v1")
words = f"{table} | where Word startswith '{prefix}' | order by Word asc | project Word"
result = client.query_workspace(
    workspace, words, timespan=day, include_statistics=True, include_visualization=True, server_timeout=60
)
answers["status"] = result.status == LogsQueryStatus.SUCCESS
answers["words"] = [row[0] for row in result.tables[0].rows]
answers["statistics"] = "executionTime" in result.statistics["query"]

result = client.query_workspace(workspace, words + " | count", timespan=None)
answers["anyTime"] = result.tables[0].rows[0][0]

result = client.query_workspace(
    workspace,
    "print Time = datetime(2024-01-02T03:04:05.678Z), Number = 42, Object = dynamic({'a': 1}), Nothing = int(null)",
    timespan=(datetime(2024, 1, 1, tzinfo=timezone.utc), day),
)
row = result.tables[0].rows[0]
answers["cells"] = [row[0].isoformat(), row[1], row[2], row[3]]
answers["types"] = list(result.tables[0].columns_types)

result = client.query_workspace(
    workspace,
    f"{table} | where Word startswith '{prefix}' | count",
    timespan=(datetime(2001, 1, 1, tzinfo=timezone.utc), datetime(2001, 1, 2, tzinfo=timezone.utc)),
)
answers["longAgo"] = result.tables[0].rows[0][0]

batch = client.query_batch(
    [
        LogsBatchQuery(workspace_id=workspace, query="print 1", timespan=day),
        LogsBatchQuery(workspace_id=workspace, query="no such table", timespan=day),
        LogsBatchQuery(workspace_id=workspace, query="print 3", timespan=day),
    ]
)
answers["batch"] = [
    member.tables[0].rows[0][0] if member.status == LogsQueryStatus.SUCCESS else "failure" for member in batch
]

result = client.query_resource(os.environ["RESOURCE"], "print 'by resource'", timespan=day)
answers["resource"] = result.tables[0].rows[0][0]

try:
    client.query_workspace(workspace, "Usage | where nothing == 1", timespan=day)
except HttpResponseError as error:
    answers["semantic"] = [error.status_code, error.error.code]
try:
    ingestion.upload(os.environ["RULE"], "Custom-Unknown", rows)
except HttpResponseError as error:
    answers["badStream"] = error.status_code
try:
    LogsQueryClient(credential("wrong"), endpoint=endpoint + "/v1").query_workspace(workspace, "print 1", timespan=day)
except HttpResponseError as error:
    answers["wrongSecret"] = "AADSTS7000215" in str(error)

managed = LogsQueryClient(ManagedIdentityCredential(), endpoint=endpoint + "/v1")
result = managed.query_workspace(workspace, "print 'managed'", timespan=day)
answers["managed"] = result.tables[0].rows[0][0]

print(json.dumps(answers))
