package dev.halcyon.kql.function;

/** Whether Azure Monitor Logs documents a function as available (functions.md, column AM). */
public enum AzureMonitorStatus {
    YES,
    LIKELY,
    NO
}
