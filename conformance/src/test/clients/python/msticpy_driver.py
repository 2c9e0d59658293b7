"""MSTICPy against a server: its Azure Monitor driver runs the time series queries that it brings along.

Prints one JSON object of what they answered. Settings come as variables; MSTICPYCONFIG names a file that this writes.
"""

import contextlib
import io
import json
import os
from datetime import datetime, timedelta, timezone

endpoint = os.environ["ENDPOINT"]
_, _, subscription, _, group, _, _, _, name = os.environ["RESOURCE"].split("/")

# JSON is YAML. The driver is told where its cloud is, how to sign in, and which workspace it asks.
with open(os.environ["MSTICPYCONFIG"], "w", encoding="utf-8") as file:
    json.dump(
        {
            "Azure": {"resource_manager_url": endpoint, "auth_methods": ["msi"]},
            "AzureSentinel": {
                "Workspaces": {
                    "Local": {
                        "WorkspaceId": os.environ["WORKSPACE"],
                        "TenantId": os.environ["TENANT"],
                        "SubscriptionId": subscription,
                        "ResourceGroup": group,
                        "WorkspaceName": name,
                    }
                }
            },
        },
        file,
    )

import msticpy as mp  # noqa: E402

answers = {}
said = io.StringIO()
with contextlib.redirect_stdout(said):
    provider = mp.QueryProvider("MSSentinel")
    provider.connect(workspace="Local")
    answers["connected"] = provider.connected
    schema = provider.schema
    answers["schema"] = [len(schema) > 500, schema["Usage"]["Quantity"], schema["Words_CL"]["Word"]]

    end = datetime(2023, 3, 20, tzinfo=timezone.utc)
    start = end - timedelta(days=14)
    usage = {
        "table": "Usage",
        "start": start,
        "end": end,
        "aggregatecolumn": "Quantity",
        "aggregatefunction": "sum(Quantity)",
        "groupbycolumn": "DataType",
    }
    queries = provider.MultiDataSource

    data = queries.get_timeseries_data(**usage)
    answers["data"] = [sorted(data["DataType"])[:2], len(data), len(json.loads(data["Quantity"].iloc[0]))]
    parts = queries.get_timeseries_decompose(**usage)
    answers["decompose"] = [len(parts), sorted(parts.columns), str(parts["residual"].dtype)]
    anomalies = queries.get_timeseries_anomalies(**usage, add_query_items="| where anomalies != 0")
    answers["anomalies"] = [
        len(anomalies) > 0,
        sorted(set(anomalies["anomalies"])),
        bool((anomalies["score"].abs() >= 3).all()),
        str(anomalies["baseline"].dtype),
    ]
    baseline = queries.plot_timeseries_datawithbaseline(**usage)
    answers["baseline"] = [list(baseline.columns), len(baseline)]
    scores = queries.plot_timeseries_scoreanomolies(**usage)
    answers["scores"] = [list(scores.columns), len(scores)]

    raw = provider.exec_query("Usage | summarize Quantity = sum(Quantity) by DataType | count")
    answers["raw"] = int(raw["Count"].iloc[0])
    try:
        provider.exec_query("Usage | where nothing == 1")
    except Exception as error:  # The library wraps what the client raises.
        answers["refused"] = [type(error).__name__, "nothing" in str(error) or "nothing" in said.getvalue()]

print(json.dumps(answers))
