package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.syntax.QueryOperator;
import java.util.Optional;

/**
 * What a place allows of the language: a whole query (strictly as Azure Monitor documents it, R135, or of a table with a
 * cheaper plan, R137), or the restricted form of an ingestion transformation (R138).
 */
interface DialectProfile {

    /** The profile of queries: everything. */
    DialectProfile QUERY = new DialectProfile() {
        @Override
        public Optional<String> refusal(QueryOperator operator) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(FunctionDeclaration function) {
            return Optional.empty();
        }

        @Override
        public Optional<String> refusal(Construct construct) {
            return Optional.empty();
        }

        @Override
        public boolean nowIsKnown() {
            return true;
        }
    };

    /** What is neither an operator nor a function. */
    enum Construct {
        STORED_TABLE("A table of the workspace"),
        EXTERNAL_FILE("externaldata"),
        DYNAMIC_LITERAL("A dynamic literal"),
        SUBQUERY("A query inside an expression"),
        TABULAR_PARAMETER("A function over a table"),
        REQUEST_PROPERTY("A property or parameter of the request"),
        SAVED_FUNCTION("A saved function"),
        RESOURCE("Another resource"),
        DATABASE("A cluster or database");

        private final String text;

        Construct(String text) {
            this.text = text;
        }

        /** The construct at the beginning of a sentence. */
        String text() {
            return text;
        }
    }

    /** Why the construct is not allowed; empty when it is. */
    Optional<String> refusal(Construct construct);

    /** Why the operator is not allowed; empty when it is. */
    Optional<String> refusal(QueryOperator operator);

    /** Why the function is not allowed; empty when it is. */
    Optional<String> refusal(FunctionDeclaration function);

    /** False when the plan outlives one request, so that {@code now()} stays a call. */
    boolean nowIsKnown();
}
