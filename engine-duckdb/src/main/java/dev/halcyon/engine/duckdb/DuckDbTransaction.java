package dev.halcyon.engine.duckdb;

import dev.halcyon.engine.EngineException;
import dev.halcyon.engine.EngineException.Kind;
import dev.halcyon.engine.ExecutionContext;
import dev.halcyon.engine.lower.LoweredQuery;
import dev.halcyon.engine.lower.PlanLowering;
import dev.halcyon.engine.sql.SqlStatement;
import dev.halcyon.engine.sql.SqlWriter;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
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
import org.duckdb.DuckDBConnection;

/** The changes of one transaction, and the catalogue as it will be. */
final class DuckDbTransaction implements StorageTransaction {

    private final DuckDBConnection connection;
    private TableCatalog catalog;
    private boolean ended;

    DuckDbTransaction(DuckDBConnection connection, TableCatalog catalog) {
        this.connection = connection;
        this.catalog = catalog;
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
        StoredTable table = catalog.place(schema);
        List<String> definitions = new ArrayList<>();
        for (int index = 0; index < schema.columns().size(); index++) {
            definitions.add(StoredTable.definition(
                    schema.columns().get(index), table.physicalColumns().get(index)));
        }
        run(() -> {
            execute("CREATE TABLE " + table.sqlName() + "(" + String.join(", ", definitions) + ")");
            TableCatalog.write(table, connection);
            replaceView(table);
        });
        catalog = catalog.with(table);
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
        StoredTable table = new StoredTable(
                new TableSchema(name, allColumns, old.schema().hidden()), old.physicalName(), allPhysical);
        run(() -> {
            for (int index = 0; index < columns.size(); index++) {
                execute("ALTER TABLE " + old.sqlName() + " ADD COLUMN "
                        + StoredTable.definition(columns.get(index), physical.get(index)));
            }
            TableCatalog.write(table, connection);
            replaceView(table);
        });
        catalog = catalog.with(table);
    }

    @Override
    public void dropTable(String name) {
        StoredTable table = table(name);
        run(() -> {
            execute("DROP VIEW IF EXISTS " + table.viewName());
            execute("DROP TABLE " + table.sqlName());
            TableCatalog.delete(name, connection);
        });
        catalog = catalog.without(name);
    }

    @Override
    public long append(String name, RowBlock rows) {
        StoredTable table = table(name);
        run(() -> BlockAppender.append(table, rows, connection));
        return rows.rowCount();
    }

    @Override
    public long append(String name, Relation transformation, ExecutionContext context) {
        StoredTable table = table(name);
        List<Assignment> assignments = new ArrayList<>();
        List<String> targets = new ArrayList<>();
        int id = -1_000_000;
        for (PlanColumn column : transformation.columns()) {
            Optional<Column> target = table.schema().column(column.name());
            if (target.isPresent()) {
                int index = table.schema().columns().indexOf(target.get());
                targets.add(SqlWriter.quote(table.physicalColumns().get(index)));
                PlanColumn typed =
                        new PlanColumn(id++, column.name(), target.get().type());
                assignments.add(new Assignment(
                        typed,
                        typed.type() == column.type()
                                ? new ColumnReference(column)
                                : new Conversion(new ColumnReference(column), typed.type())));
            }
        }
        if (assignments.isEmpty()) {
            throw new IllegalArgumentException("The transformation has no column of table '%s'".formatted(name));
        }
        LoweredQuery lowered = PlanLowering.lower(
                new Project(transformation, assignments), new DuckDbTables(catalog), context.nowTicks());
        if (!lowered.stages().isEmpty()) {
            throw new IllegalArgumentException("A transformation works row by row, it has no stages");
        }
        SqlStatement select = SqlWriter.write(lowered.result(), DuckDbDialect.INSTANCE);
        String insert = "INSERT INTO " + table.sqlName() + "(" + String.join(", ", targets) + ")\n" + select.text();
        return call(() -> {
            if (context.inputRows().isPresent()) {
                BlockAppender.load(context.inputRows().get(), connection);
            }
            try (PreparedStatement statement = connection.prepareStatement(insert)) {
                for (int index = 0; index < select.parameters().size(); index++) {
                    statement.setString(index + 1, select.parameters().get(index));
                }
                long count = statement.executeLargeUpdate();
                BlockAppender.unload(connection);
                return count;
            }
        });
    }

    @Override
    public void putDocument(String collection, String key, String json) {
        deleteDocument(collection, key);
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

    private void replaceView(StoredTable table) throws SQLException {
        execute("CREATE OR REPLACE VIEW " + table.viewName() + " AS " + table.viewQuery());
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
