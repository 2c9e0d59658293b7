package dev.halcyon.server;

import dev.halcyon.engine.storage.Extent;
import dev.halcyon.engine.storage.ExtentRewrite;
import dev.halcyon.engine.storage.RowBlock;
import dev.halcyon.engine.storage.Space;
import dev.halcyon.engine.storage.Storage;
import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A storage in memory that can be told to fail. */
final class MemoryStorage implements Storage, StorageTransaction {

    final Map<String, List<RowBlock>> rows = new TreeMap<>();
    private final Map<String, TableSchema> tables = new TreeMap<>();
    private final Map<String, TreeMap<String, String>> documents = new TreeMap<>();
    volatile @Nullable RuntimeException failure;

    @Override
    public synchronized <T> T transact(Function<StorageTransaction, T> work) {
        if (failure != null) {
            throw failure;
        }
        return work.apply(this);
    }

    @Override
    public List<TableSchema> tables() {
        return List.copyOf(tables.values());
    }

    @Override
    public void createTable(TableSchema table) {
        tables.put(table.name(), table);
    }

    @Override
    public void addColumns(String table, List<Column> columns) {
        TableSchema old = tables.get(table);
        if (old == null) {
            throw new IllegalStateException("No table " + table);
        }
        List<Column> all = new ArrayList<>(old.columns());
        all.addAll(columns);
        tables.put(table, new TableSchema(table, all, old.hidden()));
    }

    @Override
    public void dropTable(String table) {
        tables.remove(table);
        rows.remove(table);
    }

    @Override
    public long append(String table, RowBlock block) {
        if (!tables.containsKey(table)) {
            throw new IllegalStateException("No table " + table);
        }
        rows.computeIfAbsent(table, name -> new ArrayList<>()).add(block);
        return block.rowCount();
    }

    @Override
    public List<Extent> extents(String table) {
        return List.of();
    }

    @Override
    public Space space() {
        return new Space(0, 0);
    }

    @Override
    public void releaseSpace() {}

    @Override
    public long openRows(String table) {
        return 0;
    }

    @Override
    public long rewrite(ExtentRewrite rewrite) {
        throw new UnsupportedOperationException("Memory has no extents");
    }

    @Override
    public void closeExtent(String table) {}

    @Override
    public void archiveExtents(String table, Set<Long> extents) {
        throw new UnsupportedOperationException("Memory has no extents");
    }

    @Override
    public void reviveExtents(String table, Set<Long> extents) {
        throw new UnsupportedOperationException("Memory has no extents");
    }

    @Override
    public void dropExtents(String table, Set<Long> extents) {
        throw new UnsupportedOperationException("Memory has no extents");
    }

    @Override
    public void putDocument(String collection, String key, String json) {
        documents.computeIfAbsent(collection, name -> new TreeMap<>()).put(key, json);
    }

    @Override
    public void addDocument(String collection, String key, String json) {
        putDocument(collection, key, json);
    }

    @Override
    public Optional<String> document(String collection, String key) {
        return Optional.ofNullable(documents(collection).get(key));
    }

    @Override
    public Map<String, String> documents(String collection) {
        return documents.getOrDefault(collection, new TreeMap<>());
    }

    @Override
    public void deleteDocument(String collection, String key) {
        documents.getOrDefault(collection, new TreeMap<>()).remove(key);
    }

    @Override
    public void deleteDocuments(String collection, String from, String to) {
        documents.getOrDefault(collection, new TreeMap<>()).subMap(from, to).clear();
    }
}
