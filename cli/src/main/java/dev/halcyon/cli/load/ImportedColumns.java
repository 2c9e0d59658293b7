package dev.halcyon.cli.load;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.table.StandardColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The columns of a table for the columns of a file. Names that a table cannot have are changed, and the change is told. */
final class ImportedColumns {

    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_]");
    private static final int LONGEST = 45;
    private static final Set<String> RESERVED = Set.of("id", "UniqueId", "Title");

    /** What every table of a workspace has, so that rows with all of them come out of one. */
    private static final Set<Column> OF_WORKSPACES =
            Set.of(StandardColumns.TENANT_ID, StandardColumns.TIME_GENERATED, StandardColumns.TYPE);

    private final List<Taken> taken = new ArrayList<>();
    private final List<String> changes = new ArrayList<>();

    /**
     * A column of the file and what it becomes.
     *
     * @param index its place in the file
     */
    record Taken(int index, Column column) {}

    ImportedColumns(List<Column> ofFile) {
        boolean exported = ofFile.containsAll(OF_WORKSPACES);
        if (exported) {
            changes.add("the rows come from a workspace: TenantId and Type are set anew");
        }
        Set<String> names = new HashSet<>();
        for (int index = 0; index < ofFile.size(); index++) {
            Column column = ofFile.get(index);
            if (exported && (column.equals(StandardColumns.TENANT_ID) || column.equals(StandardColumns.TYPE))) {
                continue;
            }
            String name = name(column.name(), names);
            taken.add(new Taken(index, new Column(name, type(column.type()))));
            if (!name.equals(column.name())) {
                changes.add("the column %s becomes %s".formatted(column.name(), name));
            }
        }
    }

    /** What is taken of the file, in its order. */
    List<Taken> taken() {
        return taken;
    }

    /** What the taken columns become. */
    List<Column> columns() {
        return taken.stream().map(Taken::column).toList();
    }

    /** What is not called as in the file. */
    List<String> changes() {
        return changes;
    }

    private static String name(String given, Set<String> taken) {
        String legal = ILLEGAL.matcher(given).replaceAll("_");
        if (legal.isEmpty() || !Character.isLetter(legal.charAt(0))) {
            legal = "c" + legal;
        }
        if (RESERVED.contains(legal) || StandardColumns.isReserved(legal)) {
            legal = legal + "_";
        }
        String shortened = legal.length() > LONGEST ? legal.substring(0, LONGEST) : legal;
        String name = shortened;
        for (int number = 2; !taken.add(name); number++) {
            String suffix = "_" + number;
            name = shortened.substring(0, Math.min(shortened.length(), LONGEST - suffix.length())) + suffix;
        }
        return name;
    }

    /** Tables have no decimals and timespans; as text they are whole. */
    private static ScalarType type(ScalarType ofFile) {
        return switch (ofFile) {
            case DECIMAL, TIMESPAN, GUID -> ScalarType.STRING;
            case BOOL, INT, LONG, REAL, STRING, DATETIME, DYNAMIC -> ofFile;
        };
    }
}
