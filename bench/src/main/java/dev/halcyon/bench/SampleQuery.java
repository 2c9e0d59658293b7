package dev.halcyon.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The queries of the compile benchmark; self-contained, so that no table is needed. */
public enum SampleQuery {
    /** One line. */
    SHORT("datatable(Level:string, n:long)['Error', 1] | where Level == 'Error' | summarize count() by Level"),
    /** A detection rule with thresholds, two aggregations and a join, about 2 KB. */
    RULE_2KB(rule()),
    /** A union of 200 filtered legs, about 40 KB. */
    UNION_40KB(union());

    private final String text;

    SampleQuery(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    private static String rule() {
        return """
                // Sign-ins that fail often and then succeed from another address within the hour.
                let lookback = 1d;
                let failures = 10;
                let window = 1h;
                let signins = datatable(TimeGenerated:datetime, UserPrincipalName:string, IPAddress:string,
                    ResultType:string, AppDisplayName:string, Country:string, DurationMs:long)
                [
                    datetime(2023-03-19 10:00), 'kim@contoso.com', '203.0.113.7', '50126', 'Portal', 'NL', 120,
                    datetime(2023-03-19 10:05), 'kim@contoso.com', '203.0.113.7', '50126', 'Portal', 'NL', 130,
                    datetime(2023-03-19 10:20), 'kim@contoso.com', '198.51.100.9', '0', 'Portal', 'BR', 95,
                    datetime(2023-03-19 11:00), 'lee@contoso.com', '192.0.2.44', '0', 'Mail', 'DE', 80
                ];
                let failed = signins
                    | where TimeGenerated > ago(lookback)
                    | where ResultType in ('50126', '50053', '50055', '50056')
                    | where isnotempty(UserPrincipalName) and UserPrincipalName !endswith '@test.contoso.com'
                    | extend Account = tolower(UserPrincipalName), Domain = tostring(split(UserPrincipalName, '@')[1])
                    | summarize FailureCount = count(), Addresses = dcount(IPAddress), FirstFailure = min(TimeGenerated),
                        LastFailure = max(TimeGenerated), Apps = make_list(AppDisplayName)
                        by Account, Domain, FailedFrom = IPAddress, Hour = bin(TimeGenerated, window)
                    | where FailureCount > failures or Addresses > 3 or FailureCount >= 1;
                let succeeded = signins
                    | where TimeGenerated > ago(lookback)
                    | where ResultType == '0' and not(Country in ('NL', 'DE'))
                    | extend Account = tolower(UserPrincipalName), Slow = iff(DurationMs > 100, 'yes', 'no')
                    | project SuccessTime = TimeGenerated, Account, SuccessFrom = IPAddress, Country, Slow;
                failed
                | join kind=inner (succeeded) on Account
                | where SuccessTime between (LastFailure .. window) and SuccessFrom != FailedFrom
                | extend Severity = case(FailureCount > 50, 'High', FailureCount > 20, 'Medium', 'Low'),
                    Minutes = (SuccessTime - LastFailure) / 1m
                | project SuccessTime, Account, Domain, FailedFrom, SuccessFrom, Country, FailureCount, Minutes, Severity
                | sort by FailureCount desc, SuccessTime asc
                """;
    }

    private static String union() {
        return IntStream.range(0, 200)
                .mapToObj(leg -> """
                        (datatable(Id:long, Level:string, Message:string)[%d, 'Error', 'disk %d is full', %d, 'Info', 'ok']
                            | where Level == 'Error' and Message has 'disk' and Id > %d
                            | extend Source = 'leg%d')""".formatted(leg, leg, leg + 1, leg - 1, leg))
                .collect(Collectors.joining(",\n", "union\n", "\n| summarize count() by Source"));
    }
}
