package dev.halcyon.workspace.activity;

import dev.halcyon.store.WorkspaceStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the events of the management plane for ninety days. Thread-safe. */
public final class ActivityLog {

    private static final String COLLECTION = "activity";
    private static final Duration KEPT = Duration.ofDays(90);
    private static final Duration BETWEEN_CLEANINGS = Duration.ofDays(1);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WorkspaceStore store;
    private final AtomicLong recorded = new AtomicLong();
    private final AtomicReference<Instant> cleaned = new AtomicReference<>(Instant.MIN);

    public ActivityLog(WorkspaceStore store) {
        this.store = store;
    }

    /** Keeps an event; it is durable when this returns. */
    public void record(ActivityEvent event) {
        String key = key(event.time()) + "-%010d-%s".formatted(recorded.incrementAndGet(), event.id());
        Instant last = cleaned.get();
        boolean cleans =
                last.equals(Instant.MIN) || last.plus(BETWEEN_CLEANINGS).isBefore(event.time());
        store.storage().transact(transaction -> {
            transaction.addDocument(COLLECTION, key, write(event));
            if (cleans) {
                transaction.deleteDocuments(COLLECTION, "", key(event.time().minus(KEPT)));
            }
            return key;
        });
        if (cleans) {
            cleaned.compareAndSet(last, event.time());
        }
    }

    /** What is kept, the newest first. */
    public List<ActivityEvent> events() {
        return store.storage().transact(transaction -> transaction.documents(COLLECTION)).entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey(), Comparator.reverseOrder()))
                .map(entry -> read(entry.getValue()))
                .toList();
    }

    /** Sorts as the times do. */
    private static String key(Instant time) {
        return String.format(Locale.ROOT, "%015d", Math.max(0, time.toEpochMilli()));
    }

    private static String write(ActivityEvent event) {
        return JSON.createObjectNode()
                .put("id", event.id())
                .put("time", event.time().toString())
                .put("action", event.action())
                .put("resourceId", event.resourceId())
                .put("caller", event.caller())
                .put("correlationId", event.correlationId())
                .put("clientRequestId", event.clientRequestId())
                .put("method", event.method())
                .put("status", event.status())
                .put("code", event.code())
                .toString();
    }

    private static ActivityEvent read(String json) {
        JsonNode document = JSON.readTree(json);
        return new ActivityEvent(
                document.required("id").asString(),
                Instant.parse(document.required("time").asString()),
                document.required("action").asString(),
                document.required("resourceId").asString(),
                document.required("caller").asString(),
                document.required("correlationId").asString(),
                document.required("clientRequestId").asString(),
                document.required("method").asString(),
                document.required("status").asInt(),
                document.required("code").asString());
    }
}
