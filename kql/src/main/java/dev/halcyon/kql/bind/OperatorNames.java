package dev.halcyon.kql.bind;

import dev.halcyon.kql.syntax.QueryOperator;
import java.util.Locale;
import java.util.Map;

/** The KQL name of an operator, for messages. */
final class OperatorNames {

    private static final Map<String, String> IRREGULAR =
            Map.of("GetSchema", "getschema", "PartitionBy", "__partitionby", "AssertSchema", "assert-schema");

    private OperatorNames() {}

    /** {@code ProjectAwayOperator} → {@code project-away}. */
    static String of(QueryOperator operator) {
        String simple = operator.getClass().getSimpleName().replace("Operator", "");
        String irregular = IRREGULAR.get(simple);
        return irregular != null
                ? irregular
                : simple.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
