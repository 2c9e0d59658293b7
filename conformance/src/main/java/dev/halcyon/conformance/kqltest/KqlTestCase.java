package dev.halcyon.conformance.kqltest;

import java.util.Objects;

/**
 * One case.
 *
 * @param name what it shows
 * @param line where it starts in its file, from 1
 * @param query the KQL text
 */
public record KqlTestCase(String name, int line, String query, Expectation expectation) {
    public KqlTestCase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(expectation, "expectation");
    }
}
