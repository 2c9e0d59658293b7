package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionDeclaration;
import dev.halcyon.kql.syntax.FindOperator;
import dev.halcyon.kql.syntax.JoinOperator;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.syntax.SearchOperator;
import java.util.Optional;

/** What a query may use that reads a table with the plan Basic or Auxiliary (R137). */
final class LimitedTableProfile implements DialectProfile {

    private static final String REASON =
            "Such a query reads one table with this plan, and others with lookup and union";

    @Override
    public Optional<String> refusal(Construct construct) {
        return switch (construct) {
            case EXTERNAL_FILE, RESOURCE, DATABASE -> Optional.of(REASON);
            case SAVED_FUNCTION -> Optional.of("Write its body into the query, with let");
            case STORED_TABLE, DYNAMIC_LITERAL, SUBQUERY, TABULAR_PARAMETER, REQUEST_PROPERTY -> Optional.empty();
        };
    }

    @Override
    public Optional<String> refusal(QueryOperator operator) {
        boolean refused = operator instanceof JoinOperator
                || operator instanceof FindOperator
                || operator instanceof SearchOperator;
        return refused ? Optional.of(REASON) : Optional.empty();
    }

    @Override
    public Optional<String> refusal(FunctionDeclaration function) {
        return Optional.empty();
    }

    @Override
    public boolean nowIsKnown() {
        return true;
    }
}
