package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.index.TokenFilter;
import dev.halcyon.engine.index.TokenFilterBuilder;
import dev.halcyon.engine.index.Tokens;
import dev.halcyon.engine.lower.LoweredQuery;
import dev.halcyon.engine.lower.PlanLowering;
import dev.halcyon.engine.sql.SqlStatement;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.engine.storage.Extent.State;
import dev.halcyon.engine.storage.Extent.TickRange;
import dev.halcyon.engine.storage.ExtentLayout;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.Sort;
import dev.halcyon.kql.plan.SortKey;
import dev.halcyon.kql.plan.TableScan;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;

/** Writes one sealed extent inside the transaction of a connection: sorted rows, statistics, token filters. */
final class ExtentWriter {

    /** Ids of columns that no bound plan has. */
    private static final int FIRST_ID = -3_000_000;

    private final DuckDBConnection connection;
    private final StoredTable table;
    private final ExtentLayout layout;
    private final StoredExtent target;

    /**
     * A writer.
     *
     * @param id of the new extent
     */
    ExtentWriter(DuckDBConnection connection, StoredTable table, ExtentLayout layout, long id) {
        this.connection = connection;
        this.table = table;
        this.layout = layout;
        this.target = StoredExtent.open(id, table.schema().columns().size());
    }

    /** Writes what stays of some extents, or all of it; empty when nothing does. */
    Optional<StoredExtent> write(Optional<Relation> kept, List<StoredExtent> sources) throws SQLException {
        execute("CREATE TABLE " + target.sqlName() + "(" + table.definitions(target.columnCount()) + ")");
        Relation rows = kept.orElseGet(this::scan);
        PlanColumn order = column(rows, layout.order());
        SqlStatement select =
                lower(new Sort(rows, List.of(new SortKey(new ColumnReference(order), false, true))), sources);
        long count;
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO " + target.sqlName() + "\n" + select.text())) {
            bind(select, insert);
            count = insert.executeLargeUpdate();
        }
        if (count == 0) {
            execute("DROP TABLE " + target.sqlName());
            return Optional.empty();
        }
        long bytes = bytes(count);
        Optional<RowGroups> groups = groups();
        if (groups.isPresent()) {
            writeFilters(groups.get().count(), (long) (bytes * layout.indexShare()));
        }
        writeDistinctEstimates();
        return Optional.of(new StoredExtent(
                target.id(),
                target.schema(),
                target.physicalName(),
                State.SEALED,
                target.columnCount(),
                count,
                bytes,
                groups,
                arrivals(),
                false));
    }

    /** How many rows of some extents stay. */
    long count(Relation kept, List<StoredExtent> sources) throws SQLException {
        SqlStatement select = lower(kept, sources);
        SqlStatement count = new SqlStatement("SELECT count(*) FROM (" + select.text() + ")", select.parameters());
        try (SqlCall call = SqlCall.open(count, connection);
                ResultSet rows = call.execute()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private TableScan scan() {
        return TableScan.of(table.schema(), FIRST_ID);
    }

    private PlanColumn column(Relation rows, String name) {
        return rows.columns().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new EngineException(
                        Kind.INTERNAL,
                        "Table '%s' has no column '%s'".formatted(table.schema().name(), name)));
    }

    private SqlStatement lower(Relation relation, List<StoredExtent> extents) {
        LoweredQuery lowered = PlanLowering.lower(relation, new ExtentTables(table, extents), 0);
        if (!lowered.stages().isEmpty()) {
            throw new EngineException(Kind.INTERNAL, "The rows of an extent are chosen one by one, without stages");
        }
        return SqlWriter.write(lowered.result(), DuckDbDialect.INSTANCE);
    }

    private static void bind(SqlStatement sql, PreparedStatement statement) throws SQLException {
        for (int index = 0; index < sql.parameters().size(); index++) {
            statement.setString(index + 1, sql.parameters().get(index));
        }
    }

    /** Of the values before compression: what the rows take on disk is not known before a checkpoint. */
    private long bytes(long rows) throws SQLException {
        StringBuilder texts = new StringBuilder("0");
        int numbers = 0;
        for (Column column : table.schema().columns()) {
            if (column.type() != ScalarType.STRING && column.type() != ScalarType.DYNAMIC) {
                numbers++;
            } else if (!table.schema().hidden().contains(column.name())) {
                // No sum at all where all values are missing.
                texts.append(" + coalesce(sum(strlen(")
                        .append(physical(column.name()))
                        .append(")), 0)");
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet sums = statement.executeQuery("SELECT " + texts + " FROM " + target.sqlName())) {
            sums.next();
            return sums.getLong(1) + rows * numbers * Long.BYTES;
        }
    }

    /**
     * Nothing when the ordering column has missing values or there are too many groups to tell apart. The rows are read in
     * their order, as the token filters read them: rows of an uncommitted table have no numbers to count by.
     */
    private Optional<RowGroups> groups() throws SQLException {
        List<long[]> ranges = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT %s FROM %s".formatted(physical(layout.order()), target.sqlName()))) {
            for (long row = 0; rows.next(); row++) {
                long ticks = rows.getLong(1);
                if (rows.wasNull()) {
                    return Optional.empty();
                }
                if (row % layout.groupRows() == 0) {
                    ranges.add(new long[] {ticks, ticks});
                }
                long[] range = ranges.getLast();
                range[0] = Math.min(range[0], ticks);
                range[1] = Math.max(range[1], ticks);
            }
        }
        return ranges.size() > ExtentLayout.MOST_GROUPS
                ? Optional.empty()
                : Optional.of(new RowGroups(
                        layout.order(),
                        layout.groupRows(),
                        ranges.stream().mapToLong(range -> range[0]).toArray(),
                        ranges.stream().mapToLong(range -> range[1]).toArray()));
    }

    private Optional<TickRange> arrivals() throws SQLException {
        String arrival = physical(layout.arrival());
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT min(%s), max(%s) FROM %s".formatted(arrival, arrival, target.sqlName()))) {
            rows.next();
            long first = rows.getLong(1);
            return rows.wasNull() ? Optional.empty() : Optional.of(new TickRange(first, rows.getLong(2)));
        }
    }

    private void writeFilters(int groups, long maximumBytes) throws SQLException {
        Map<String, TokenFilter> filters = new TreeMap<>();
        for (Column column : table.schema().columns()) {
            if (layout.indexed().contains(column.name())) {
                filter(column, groups, maximumBytes).ifPresent(filter -> filters.put(column.name(), filter));
            }
        }
        long left = maximumBytes;
        List<Map.Entry<String, TokenFilter>> smallestFirst = filters.entrySet().stream()
                .sorted(Comparator.comparingInt(entry -> entry.getValue().byteCount()))
                .toList();
        for (Map.Entry<String, TokenFilter> entry : smallestFirst) {
            left -= entry.getValue().byteCount();
            if (left < 0) {
                return;
            }
            ExtentRecords.insertFilter(
                    target.id(), entry.getKey(), entry.getValue().toBytes(), connection);
        }
    }

    private Optional<TokenFilter> filter(Column column, int groups, long maximumBytes) throws SQLException {
        TableScan scan = scan();
        ScalarExpression value = new ColumnReference(column(scan, column.name()));
        PlanColumn text = new PlanColumn(FIRST_ID + 1, "text", ScalarType.STRING);
        Relation texts = new Project(
                scan,
                List.of(new Assignment(
                        text, column.type() == ScalarType.STRING ? value : new Conversion(value, ScalarType.STRING))));
        TokenFilterBuilder builder = new TokenFilterBuilder(groups, maximumBytes);
        try (SqlCall call = SqlCall.open(lower(texts, List.of(target)), connection);
                ResultSet rows = call.execute()) {
            int row = 0;
            String previous = "";
            while (rows.next() && builder.isUseful()) {
                String next = rows.getString(1);
                if (next != null && !next.equals(previous)) {
                    Tokens.forEach(next, builder);
                    previous = next;
                }
                row++;
                if (row == layout.groupRows()) {
                    builder.endGroup();
                    row = 0;
                    previous = "";
                }
            }
            if (row > 0) {
                builder.endGroup();
            }
        }
        Optional<TokenFilter> filter = builder.build();
        if (builder.isUseful() && builder.groupCount() != groups) {
            throw new EngineException(
                    Kind.INTERNAL, "An extent has %d and %d row groups".formatted(groups, builder.groupCount()));
        }
        return filter;
    }

    private void writeDistinctEstimates() throws SQLException {
        StringBuilder items = new StringBuilder();
        for (String physical : table.physicalColumns()) {
            items.append(items.isEmpty() ? "" : ", ")
                    .append("approx_count_distinct(")
                    .append(SqlWriter.quote(physical))
                    .append(')');
        }
        List<Long> estimates = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + items + " FROM " + target.sqlName())) {
            rows.next();
            for (int index = 1; index <= table.physicalColumns().size(); index++) {
                estimates.add(rows.getLong(index));
            }
        }
        for (int index = 0; index < estimates.size(); index++) {
            ExtentRecords.insertDistinctEstimate(
                    target.id(), table.schema().columns().get(index).name(), estimates.get(index), connection);
        }
    }

    private String physical(String column) {
        return SqlWriter.quote(Objects.requireNonNull(table.columnNames().get(column), column));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
