package dev.halcyon.server.azure.manage;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The versions of a resource type that requests may name (G-3): the listed ones and any later one, whose changes to this
 * type are additions.
 */
final class ApiVersions {

    static final ApiVersions COLLECTION_RULES = new ApiVersions(
            "2019-11-01-preview",
            "2021-04-01",
            "2021-09-01-preview",
            "2022-06-01",
            "2023-03-11",
            "2024-03-11",
            "2025-05-11");

    static final ApiVersions DIAGNOSTIC_SETTINGS = new ApiVersions("2017-05-01-preview", "2021-05-01-preview");

    static final ApiVersions ACTIVITY = new ApiVersions("2014-04-01", "2015-04-01");

    static final ApiVersions WORKSPACES = new ApiVersions(
            "2015-11-01-preview",
            "2020-03-01-preview",
            "2020-08-01",
            "2020-10-01",
            "2021-06-01",
            "2021-12-01-preview",
            "2022-10-01",
            "2023-09-01",
            "2025-02-01",
            "2025-07-01");

    static final ApiVersions TABLES =
            new ApiVersions("2021-12-01-preview", "2022-10-01", "2023-09-01", "2025-02-01", "2025-07-01");

    static final ApiVersions SAVED_SEARCHES = new ApiVersions(
            "2015-03-20",
            "2015-11-01-preview",
            "2017-03-15-preview",
            "2020-03-01-preview",
            "2020-08-01",
            "2022-10-01",
            "2023-09-01",
            "2025-02-01",
            "2025-07-01");

    static final ApiVersions ROLE_ASSIGNMENTS = new ApiVersions(
            "2015-07-01",
            "2018-01-01-preview",
            "2018-09-01-preview",
            "2020-04-01-preview",
            "2020-08-01-preview",
            "2020-10-01-preview",
            "2022-04-01");

    static final ApiVersions ROLE_DEFINITIONS = new ApiVersions("2015-07-01", "2018-01-01-preview", "2022-04-01");

    /** Of subscriptions, groups and what is in them. */
    static final ApiVersions DIRECTORY = new ApiVersions(
            "2014-04-01",
            "2015-01-01",
            "2015-11-01",
            "2016-02-01",
            "2016-06-01",
            "2016-09-01",
            "2017-05-10",
            "2018-02-01",
            "2018-05-01",
            "2019-03-01",
            "2019-05-01",
            "2019-05-10",
            "2019-06-01",
            "2019-07-01",
            "2019-08-01",
            "2019-10-01",
            "2019-11-01",
            "2020-01-01");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}(-[a-z]+)?");
    private static final int DATE_LENGTH = 10;

    private final List<String> versions;

    /** From the oldest to the newest. */
    private ApiVersions(String... versions) {
        this.versions = List.of(versions);
    }

    List<String> newestFirst() {
        return versions.reversed();
    }

    /**
     * Checks the version of a request, which has one.
     *
     * @throws HttpProblem 400 when it is not taken
     */
    void require(Exchange exchange) {
        String asked = exchange.parameters().first("api-version").orElse("").strip();
        if (versions.contains(asked)
                || (DATE.matcher(asked).matches()
                        && asked.substring(0, DATE_LENGTH)
                                        .compareTo(versions.getLast().substring(0, DATE_LENGTH))
                                > 0)) {
            return;
        }
        throw HttpProblem.of(
                400,
                "InvalidApiVersionParameter",
                "The api-version '%s' is invalid. The supported versions are '%s'."
                        .formatted(asked, String.join(",", versions)));
    }
}
