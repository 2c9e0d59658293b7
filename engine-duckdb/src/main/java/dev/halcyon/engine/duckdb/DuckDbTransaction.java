package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.duckdb.DuckDBConnection;

/** The changes of one transaction, and the catalogue as it will be. */
final class DuckDbTransaction implements StorageTransaction {

    private final DuckDBConnection connection;
    private final LongSupplier extentIds;
    private TableCatalog catalog;
    private boolean ended;

    /**
     * A transaction.
     *
     * @param extentIds gives the ids of new extents
     */
    DuckDbTransaction(DuckDBConnection connection, TableCatalog catalog, LongSupplier extentIds) {
        this.connection = connection;
        this.catalog = catalog;
        this.extentIds = extentIds;
    }

    TableCatalog catalog() {
        return catalog;
    }

    /** No further change is possible. */
    void end() {
        ended = true;
    }

    @Override
    public List<TableSchema> tables() {
        return catalog.all().stream().map(StoredTable::schema).toList();
    }

    @Override
    public void createTable(TableSchema schema) {
        if (catalog.find(schema.name()).isPresent()) {
            throw new IllegalArgumentException("Table '%s' exists already".formatted(schema.name()));
        }
        StoredTable table = catalog.place(schema, extentIds.getAsLong());
        run(() -> {
            TableCatalog.write(table, connection);
            create(table, table.open());
            replaceView(table);
        });
        catalog = catalog.with(table);
    }

    private void create(StoredTable table, StoredExtent extent) throws SQLException {
        execute("CREATE TABLE " + extent.sqlName() + "(" + table.definitions(extent.columnCount()) + ")");
        ExtentRecords.insert(table.schema().name(), extent, connection);
    }

    @Override
    public void addColumns(String name, List<Column> columns) {
        StoredTable old = table(name);
        Set<String> taken = new HashSet<>();
        old.physicalColumns().forEach(physical -> taken.add(TableCatalog.folded(physical)));
        List<String> physical = TableCatalog.names(columns, taken);
        List<Column> allColumns = new ArrayList<>(old.schema().columns());
        allColumns.addAll(columns);
        List<String> allPhysical = new ArrayList<>(old.physicalColumns());
        allPhysical.addAll(physical);
        StoredExtent open = old.open().withColumnCount(allColumns.size());
        StoredTable table = new StoredTable(
                new TableSchema(name, allColumns, old.schema().hidden()),
                old.physicalName(),
                allPhysical,
                replaced(old.extents(), open));
        run(() -> {
            for (int index = 0; index < columns.size(); index++) {
                execute("ALTER TABLE " + open.sqlName() + " ADD COLUMN "
                        + StoredTable.definition(columns.get(index), physical.get(index)));
            }
            TableCatalog.write(table, connection);
            ExtentRecords.replace(name, open, connection);
            replaceView(table);
        });
        catalog = catalog.with(table);
    }

    private static List<StoredExtent> replaced(List<StoredExtent> extents, StoredExtent changed) {
        return extents.stream()
                .map(extent -> extent.id() == changed.id() ? changed : extent)
                .toList();
    }

    @Override
    public void dropTable(String name) {
        StoredTable table = table(name);
        run(() -> {
            execute("DROP VIEW IF EXISTS " + table.viewName());
            for (StoredExtent extent : table.extents()) {
                ExtentRecords.drop(extent, connection);
            }
            TableCatalog.delete(name, connection);
        });
        catalog = catalog.without(name);
    }

    @Override
    public void closeExtent(String name) {
        StoredTable table = table(name);
        StoredExtent open = table.open();
        call(() -> {
            long rows = count(open);
            if (rows == 0) {
                return false;
            }
            StoredExtent closed = open.closed(rows);
            StoredExtent next = StoredExtent.open(
                    extentIds.getAsLong(), table.schema().columns().size());
            List<StoredExtent> extents = new ArrayList<>(replaced(table.extents(), closed));
            extents.add(next);
            StoredTable changed = table.withExtents(extents);
            ExtentRecords.replace(name, closed, connection);
            create(changed, next);
            replaceView(changed);
            catalog = catalog.with(changed);
            return true;
        });
    }

    /** Rows in the table's open extent; 0 when there is no such table. */
    long openRows(String name) {
        Optional<StoredTable> table = catalog.find(name);
        return table.isEmpty() ? 0 : call(() -> count(table.get().open()));
    }

    private long count(StoredExtent extent) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + extent.sqlName())) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void archiveExtents(String name, Set<Long> ids) {
        archive(name, ids, true);
    }

    @Override
    public void reviveExtents(String name, Set<Long> ids) {
        archive(name, ids, false);
    }

    private void archive(String name, Set<Long> ids, boolean archived) {
        StoredTable table = table(name);
        List<StoredExtent> extents = table.extents().stream()
                .map(extent -> ids.contains(extent.id()) ? extent.withArchived(archived) : extent)
                .toList();
        run(() -> {
            for (StoredExtent extent : extents) {
                if (ids.contains(extent.id())) {
                    ExtentRecords.replace(name, extent, connection);
                }
            }
        });
        catalog = catalog.with(table.withExtents(extents));
    }

    @Override
    public void dropExtents(String name, Set<Long> ids) {
        StoredTable table = table(name);
        if (ids.contains(table.open().id())) {
            throw new IllegalArgumentException(
                    "Extent %d is open".formatted(table.open().id()));
        }
        StoredTable changed = table.withExtents(table.extents().stream()
                .filter(extent -> !ids.contains(extent.id()))
                .toList());
        run(() -> {
            for (StoredExtent extent : table.extents()) {
                if (ids.contains(extent.id())) {
                    ExtentRecords.drop(extent, connection);
                }
            }
            replaceView(changed);
        });
        catalog = catalog.with(changed);
    }

    /** Puts a sealed extent in the place of others. The table's view is left to {@link #refreshView}. */
    void replaceExtents(String name, Set<Long> ids, Optional<StoredExtent> sealed) {
        StoredTable table = table(name);
        List<StoredExtent> extents = new ArrayList<>();
        run(() -> {
            for (StoredExtent extent : table.extents()) {
                if (ids.contains(extent.id())) {
                    ExtentRecords.drop(extent, connection);
                } else {
                    extents.add(extent);
                }
            }
            if (sealed.isPresent()) {
                ExtentRecords.insert(name, sealed.get(), connection);
                extents.add(sealed.get());
            }
        });
        catalog = catalog.with(table.withExtents(extents));
    }

    /** Makes the table's view anew when there is such a table. */
    void refreshView(String name) {
        catalog.find(name).ifPresent(table -> run(() -> replaceView(table)));
    }

    @Override
    public long append(String name, RowBlock rows) {
        StoredTable table = table(name);
        run(() -> BlockAppender.append(table, rows, connection));
        return rows.rowCount();
    }

    @Override
    public void putDocument(String collection, String key, String json) {
        deleteDocument(collection, key);
        addDocument(collection, key, json);
    }

    @Override
    public void addDocument(String collection, String key, String json) {
        run(() -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO workspace.internal.documents VALUES (?, ?, ?)")) {
                insert.setString(1, collection);
                insert.setString(2, key);
                insert.setString(3, json);
                insert.execute();
            }
        });
    }

    @Override
    public Optional<String> document(String collection, String key) {
        return Optional.ofNullable(documents(collection).get(key));
    }

    @Override
    public Map<String, String> documents(String collection) {
        return call(() -> {
            Map<String, String> documents = new TreeMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "SELECT key, json FROM workspace.internal.documents WHERE collection = ?")) {
                select.setString(1, collection);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        documents.put(rows.getString(1), rows.getString(2));
                    }
                }
            }
            return documents;
        });
    }

    @Override
    public void deleteDocument(String collection, String key) {
        run(() -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM workspace.internal.documents WHERE collection = ? AND key = ?")) {
                delete.setString(1, collection);
                delete.setString(2, key);
                delete.execute();
            }
        });
    }

    @Override
    public void deleteDocuments(String collection, String from, String to) {
        run(() -> {
            try (PreparedStatement delete = connection.prepareStatement(
                    "DELETE FROM workspace.internal.documents WHERE collection = ? AND key >= ? AND key < ?")) {
                delete.setString(1, collection);
                delete.setString(2, from);
                delete.setString(3, to);
                delete.execute();
            }
        });
    }

    private void replaceView(StoredTable table) throws SQLException {
        execute(table.viewDefinition());
    }

    private StoredTable table(String name) {
        return catalog.find(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no table '%s'".formatted(name)));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void run(SqlAction action) {
        call(() -> {
            action.run();
            return true;
        });
    }

    private <T> T call(SqlSupplier<T> action) {
        if (ended) {
            throw new EngineException(Kind.INTERNAL, "The transaction has ended");
        }
        try {
            return action.get();
        } catch (SQLException e) {
            throw ErrorTranslation.translate(e);
        }
    }

    /** Work on the database. */
    @FunctionalInterface
    private interface SqlAction {
        void run() throws SQLException;
    }

    /** Work on the database with a result. */
    @FunctionalInterface
    private interface SqlSupplier<T> {
        T get() throws SQLException;
    }
}
