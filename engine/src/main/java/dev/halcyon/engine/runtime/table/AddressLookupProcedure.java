package dev.halcyon.engine.runtime.table;

import dev.halcyon.engine.RowReader;
import dev.halcyon.kql.plan.AddressLookup;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds prefixes by their length: for each length that occurs a table of the prefixes of that length. */
final class AddressLookupProcedure implements TableProcedure {

    private static final int ENTRY_BYTES = 160;

    private final AddressLookup lookup;
    private final int firstOutput;
    private final TreeMap<Integer, Map<Sought, List<Entry>>> byLength = new TreeMap<>();
    /** For addresses that are prefixes themselves: what the longer prefixes begin with. */
    private final Map<Integer, Map<Sought, List<Entry>>> shortened = new HashMap<>();

    AddressLookupProcedure(AddressLookup lookup) {
        this.lookup = lookup;
        this.firstOutput = 1 + lookup.extraKeys();
    }

    private record Sought(AddressPrefix prefix, RowKey extraKeys) {}

    private record Entry(AddressPrefix prefix, RowKey extraKeys, RowKey values) {}

    @Override
    public void run(TableInputs inputs, RowSink output, ComputationGuard guard) {
        RowReader row = inputs.open(1);
        List<Column> lookupColumns = row.columns();
        while (row.next()) {
            guard.step();
            Optional<AddressPrefix> prefix = read(row);
            if (prefix.isPresent()) {
                Entry entry = new Entry(
                        prefix.get(),
                        RowValues.key(row, 1, firstOutput),
                        RowValues.key(row, firstOutput, lookupColumns.size()));
                guard.reserve(
                        ENTRY_BYTES + entry.extraKeys().bytes() + entry.values().bytes());
                add(byLength.computeIfAbsent(prefix.get().length(), length -> new HashMap<>()), prefix.get(), entry);
            }
        }
        RowKey missing = missing(lookupColumns);
        row = inputs.open(0);
        int columns = row.columns().size();
        while (row.next()) {
            guard.step();
            RowKey source = RowValues.key(row, firstOutput, columns);
            List<Entry> matches = matches(row, guard);
            for (Entry match : matches) {
                output.add(joined(source, match.values()));
            }
            if (matches.isEmpty() && lookup.returnUnmatched()) {
                output.add(joined(source, missing));
            }
        }
    }

    private Optional<AddressPrefix> read(RowReader row) {
        String text = row.getString(0);
        return lookup.ipv6() ? AddressPrefix.ipv6(text) : AddressPrefix.ipv4(text);
    }

    private static void add(Map<Sought, List<Entry>> table, AddressPrefix prefix, Entry entry) {
        table.computeIfAbsent(new Sought(prefix, entry.extraKeys()), sought -> new ArrayList<>(1))
                .add(entry);
    }

    private List<Entry> matches(RowReader row, ComputationGuard guard) {
        Optional<AddressPrefix> address = read(row);
        if (address.isEmpty()) {
            return List.of();
        }
        RowKey extraKeys = RowValues.key(row, 1, firstOutput);
        List<Entry> matches = new ArrayList<>();
        for (var table : byLength.headMap(address.get().length(), true).entrySet()) {
            AddressPrefix prefix = address.get().shortened(table.getKey());
            matches.addAll(table.getValue().getOrDefault(new Sought(prefix, extraKeys), List.of()));
        }
        if (byLength.higherKey(address.get().length()) != null) {
            // The shorter of two prefixes decides, as in ipv4_is_match().
            matches.addAll(longer(address.get().length(), guard)
                    .getOrDefault(new Sought(address.get(), extraKeys), List.of()));
        }
        return matches;
    }

    private Map<Sought, List<Entry>> longer(int length, ComputationGuard guard) {
        Map<Sought, List<Entry>> known = shortened.get(length);
        if (known != null) {
            return known;
        }
        Map<Sought, List<Entry>> table = new HashMap<>();
        byLength.tailMap(length, false)
                .values()
                .forEach(entries -> entries.values()
                        .forEach(list -> list.forEach(entry -> {
                            guard.reserve(ENTRY_BYTES);
                            add(table, entry.prefix().shortened(length), entry);
                        })));
        shortened.put(length, table);
        return table;
    }

    private RowKey missing(List<Column> columns) {
        @Nullable Object[] values = new Object[columns.size() - firstOutput];
        for (int index = 0; index < values.length; index++) {
            values[index] = columns.get(firstOutput + index).type() == ScalarType.STRING ? "" : null;
        }
        return new RowKey(values);
    }

    private @Nullable Object[] joined(RowKey source, RowKey found) {
        RowKey first = lookup.ipv6() ? found : source;
        RowKey second = lookup.ipv6() ? source : found;
        @Nullable Object[] row = new Object[first.size() + second.size()];
        first.copyTo(row, 0);
        second.copyTo(row, first.size());
        return row;
    }
}
