package dev.halcyon.store;

import dev.halcyon.engine.storage.StorageTransaction;
import dev.halcyon.kql.type.Ticks;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows outlive a shortened retention for thirty days, so that a mistake can be taken back: queries no longer show them, the
 * disk still has them. Thread-safe.
 */
final class RetentionHolds {

    private static final String COLLECTION = "retentionHolds";
    private static final int GRACE_DAYS = 30;
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Rows stay for so many days until an instant. */
    private record Hold(int totalDays, long untilTicks) {}

    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private final WorkspaceClock clock;
    private volatile BooleanSupplier purgedAtOnce = () -> false;

    RetentionHolds(WorkspaceClock clock) {
        this.clock = clock;
    }

    void load(StorageTransaction transaction) {
        transaction.documents(COLLECTION).forEach((table, json) -> {
            JsonNode document = JSON.readTree(json);
            holds.put(
                    table,
                    new Hold(
                            document.required("totalDays").asInt(),
                            document.required("untilTicks").asLong()));
        });
    }

    /** Tells when tables that keep their rows for thirty days lose older ones at once. */
    void purgeAtOnce(BooleanSupplier condition) {
        purgedAtOnce = condition;
    }

    /**
     * Notes a change of retention within the transaction that makes it.
     *
     * @return makes the note visible, once the transaction is committed
     */
    Runnable change(String table, Retention old, Retention wanted, StorageTransaction transaction) {
        Optional<Hold> known = active(table);
        int kept = Math.max(old.totalDays(), known.map(Hold::totalDays).orElse(0));
        if (wanted.totalDays() >= kept) {
            transaction.deleteDocument(COLLECTION, table);
            return () -> holds.remove(table);
        }
        if (wanted.totalDays() >= old.totalDays()) {
            return () -> {};
        }
        Hold hold = new Hold(kept, clock.nowTicks() + GRACE_DAYS * Ticks.PER_DAY);
        transaction.putDocument(
                COLLECTION,
                table,
                JSON.createObjectNode()
                        .put("totalDays", hold.totalDays())
                        .put("untilTicks", hold.untilTicks())
                        .toString());
        return () -> holds.put(table, hold);
    }

    /**
     * Forgets a table within the transaction that deletes it.
     *
     * @return makes that visible, once the transaction is committed
     */
    Runnable release(String table, StorageTransaction transaction) {
        transaction.deleteDocument(COLLECTION, table);
        return () -> holds.remove(table);
    }

    /** How long the rows of a table stay now. */
    Retention effective(TableDefinition table) {
        Retention retention = table.retention();
        Optional<Hold> hold = active(table.name());
        boolean atOnce = retention.totalDays() <= GRACE_DAYS && purgedAtOnce.getAsBoolean();
        if (atOnce || hold.isEmpty() || hold.get().totalDays() <= retention.totalDays()) {
            return retention;
        }
        return new Retention(
                retention.interactiveDays(),
                hold.get().totalDays(),
                retention.interactiveIsDefault(),
                retention.totalIsDefault());
    }

    private Optional<Hold> active(String table) {
        return Optional.ofNullable(holds.get(table)).filter(hold -> hold.untilTicks() > clock.nowTicks());
    }
}
