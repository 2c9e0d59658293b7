package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.Severity;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables a request reads and what it uses that goes with none of the plan Basic or Auxiliary (R137). Whether that
 * is a mistake is known at the end: a {@code join} may stand before the table that forbids it.
 */
final class LimitedTables {

    private static final int MOST_OTHERS = 5;

    /** A part of the request that such a table forbids. */
    private record Use(String what, SourceSpan span, String reason) {}

    private final Map<String, SourceSpan> limited = new LinkedHashMap<>();
    private final Map<String, SourceSpan> others = new LinkedHashMap<>();
    private final Set<Use> uses = new LinkedHashSet<>();

    void read(TableSchema table, boolean isLimited, SourceSpan span) {
        (isLimited ? limited : others).putIfAbsent(table.name(), span);
    }

    void use(String what, SourceSpan span, String reason) {
        uses.add(new Use(what, span, reason));
    }

    /** What is wrong with a request that reads a table of such a plan. */
    List<Diagnostic> mistakes() {
        List<Diagnostic> mistakes = new ArrayList<>();
        if (limited.isEmpty()) {
            return mistakes;
        }
        String table = limited.keySet().iterator().next();
        for (Use use : uses) {
            mistakes.add(mistake(
                    use.span(), "%s cannot be used with table '%s'".formatted(use.what(), table), use.reason(), table));
        }
        limited.forEach((name, span) -> {
            if (!name.equals(table)) {
                mistakes.add(mistake(
                        span,
                        "Table '%s' cannot be read together with table '%s'".formatted(name, table),
                        "A query reads one table with such a plan",
                        table));
            }
        });
        if (others.size() > MOST_OTHERS) {
            List<Map.Entry<String, SourceSpan>> all = new ArrayList<>(others.entrySet());
            mistakes.add(mistake(
                    all.get(MOST_OTHERS).getValue(),
                    "Table '%s' is read together with more than %d others".formatted(table, MOST_OTHERS),
                    "At most %d tables with the plan Analytics go with it".formatted(MOST_OTHERS),
                    table));
        }
        return mistakes;
    }

    /** What is wrong with a search that reads no table of such a plan; empty when it reads one. */
    Optional<Diagnostic> missing(SourceSpan request) {
        return limited.isEmpty()
                ? Optional.of(new Diagnostic(
                        SemanticError.NOT_ALLOWED_HERE.code(),
                        Severity.ERROR,
                        "A search reads a table with the plan Basic or Auxiliary",
                        request,
                        "Ask for other tables as a query, not as a search"))
                : Optional.empty();
    }

    private static Diagnostic mistake(SourceSpan span, String message, String hint, String table) {
        return new Diagnostic(
                SemanticError.NOT_ALLOWED_HERE.code(),
                Severity.ERROR,
                message,
                span,
                "%s; the plan of '%s' is Basic or Auxiliary".formatted(hint, table));
    }
}
