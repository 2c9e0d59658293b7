package dev.halcyon.workspace.rule;

import dev.halcyon.kql.type.Column;
import dev.halcyon.store.table.CatalogSnapshot;
import dev.halcyon.store.table.StandardColumns;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableKind;
import java.util.List;
import java.util.Optional;

/** The columns of a rule's streams and of the tables behind them. */
public final class RuleStreams {

    private RuleStreams() {}

    /** The columns of a stream: declared by the rule, or those of the built-in table it is named for. */
    public static Optional<List<Column>> columns(RuleContent rule, String stream, CatalogSnapshot catalog) {
        List<Column> declared = rule.streams().get(stream);
        if (declared != null) {
            return Optional.of(declared);
        }
        if (!StreamNames.isMicrosoft(stream)) {
            return Optional.empty();
        }
        return catalog.definition(StreamNames.table(stream))
                .filter(table -> table.kind() == TableKind.MICROSOFT)
                .map(RuleStreams::columns);
    }

    /** The columns of a table that senders fill: all but the ones the store stamps. */
    public static List<Column> columns(TableDefinition table) {
        return table.schema().columns().stream()
                .filter(column -> !StandardColumns.isReserved(column.name()))
                .toList();
    }
}
