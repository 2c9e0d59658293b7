package dev.halcyon.store.table;

import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.table.TableException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules for names of custom tables and their columns (ingestion.md section 4). */
public final class TableNames {

    /** Ends every custom table's name. */
    public static final String CUSTOM_SUFFIX = "_CL";

    /** Most columns of a table. */
    public static final int MAXIMUM_COLUMNS = 500;

    /** Most columns of all custom tables together: each costs a little in every snapshot of the catalogue. */
    public static final int MAXIMUM_TOTAL_COLUMNS = 10_000;

    // Linear patterns of ours over short names; texts of users never become patterns.
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,44}");
    private static final Set<String> RESERVED =
            Set.of("_ResourceId", "id", "_SubscriptionId", "TenantId", "Type", "UniqueId", "Title");

    private TableNames() {}

    /**
     * Checks a custom table's own definition.
     *
     * @throws TableException with the reason and what to do
     */
    public static void check(TableDefinition table) {
        checkTable(table.name());
        List<DeclaredColumn> columns = table.columns();
        if (columns.size() > MAXIMUM_COLUMNS) {
            throw new TableException(
                    Reason.TOO_MANY_COLUMNS,
                    "Table '%s' declares %d columns; a table has at most %d."
                            .formatted(table.name(), columns.size(), MAXIMUM_COLUMNS));
        }
        Set<String> seen = new HashSet<>();
        for (DeclaredColumn column : columns) {
            checkColumn(column);
            if (!seen.add(column.name())) {
                throw new TableException(
                        Reason.INVALID_COLUMN,
                        "Table '%s' declares column '%s' twice.".formatted(table.name(), column.name()));
            }
        }
        if (columns.stream().noneMatch(column -> column.column().equals(StandardColumns.TIME_GENERATED))) {
            throw new TableException(
                    Reason.INVALID_COLUMN,
                    "Table '%s' needs a column TimeGenerated of type dateTime.".formatted(table.name()));
        }
    }

    /**
     * Checks that all custom tables together do not have too many columns.
     *
     * @param others columns of the other custom tables
     * @throws TableException with what to do
     */
    public static void checkTotal(TableDefinition table, int others) {
        int total = others + table.columns().size();
        if (total > MAXIMUM_TOTAL_COLUMNS) {
            throw new TableException(
                    Reason.TOO_MANY_COLUMNS,
                    ("With table '%s' the custom tables would have %d columns; together they have at most %d. Delete tables "
                                    + "that are not needed, or put what varies into one dynamic column.")
                            .formatted(table.name(), total, MAXIMUM_TOTAL_COLUMNS));
        }
    }

    private static void checkTable(String name) {
        if (!name.endsWith(CUSTOM_SUFFIX)) {
            throw new TableException(
                    Reason.INVALID_NAME, "Custom table '%s' must end in %s.".formatted(name, CUSTOM_SUFFIX));
        }
        if (!NAME.matcher(name).matches()) {
            throw new TableException(
                    Reason.INVALID_NAME,
                    "Table name '%s' is not valid: a letter, then letters, digits or underscores, at most 45 in all."
                            .formatted(name));
        }
    }

    private static void checkColumn(DeclaredColumn column) {
        String name = column.name();
        if (!NAME.matcher(name).matches()) {
            throw new TableException(
                    Reason.INVALID_COLUMN,
                    "Column name '%s' is not valid: a letter, then letters, digits or underscores, at most 45 in all."
                            .formatted(name));
        }
        if (RESERVED.contains(name) || StandardColumns.isReserved(name)) {
            throw new TableException(
                    Reason.INVALID_COLUMN, "Column name '%s' is reserved: choose another.".formatted(name));
        }
        if (column.type() == ScalarType.DECIMAL || column.type() == ScalarType.TIMESPAN) {
            throw new TableException(
                    Reason.INVALID_COLUMN,
                    "Column '%s' cannot be %s: use string, int, long, real, boolean, dateTime, guid or dynamic."
                            .formatted(name, column.type()));
        }
    }
}
