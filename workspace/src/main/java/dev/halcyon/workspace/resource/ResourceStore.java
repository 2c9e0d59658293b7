package dev.halcyon.workspace.resource;

import dev.halcyon.store.WorkspaceStore;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Resources that are kept and shown, by ARM id. Thread-safe; changes are durable when a call returns. */
public final class ResourceStore {

    private static final String COLLECTION = "resources";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WorkspaceStore store;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<String, StoredResource> resources;

    private ResourceStore(WorkspaceStore store, Map<String, StoredResource> resources) {
        this.store = store;
        this.resources = Map.copyOf(resources);
    }

    /** Reads what is stored. */
    public static ResourceStore open(WorkspaceStore store) {
        Map<String, StoredResource> resources = new TreeMap<>();
        store.storage()
                .transact(transaction -> transaction.documents(COLLECTION))
                .forEach((key, document) -> resources.put(key, read(document)));
        return new ResourceStore(store, resources);
    }

    public Optional<StoredResource> find(String id) {
        return Optional.ofNullable(resources.get(key(id)));
    }

    /** The resources of a type whose id begins so, by id. */
    public List<StoredResource> below(String prefix, String type) {
        String start = key(prefix);
        return new TreeMap<>(resources)
                .entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(start))
                        .map(Map.Entry::getValue)
                        .filter(resource -> resource.type().equalsIgnoreCase(type))
                        .toList();
    }

    /** Every resource, by id. */
    public List<StoredResource> all() {
        return List.copyOf(new TreeMap<>(resources).values());
    }

    /** Creates or replaces a resource. */
    public StoredResource put(String id, String type, JsonNode body) {
        lock.lock();
        try {
            StoredResource old = resources.get(key(id));
            Instant now = Instant.now();
            StoredResource resource = old == null
                    ? new StoredResource(id, type, hexadecimal(), hexadecimal(), now, now, body.toString())
                    : new StoredResource(
                            old.id(), type, old.immutableId(), hexadecimal(), old.createdAt(), now, body.toString());
            store.storage().transact(transaction -> {
                transaction.putDocument(COLLECTION, key(id), write(resource));
                return resource;
            });
            Map<String, StoredResource> changed = new TreeMap<>(resources);
            changed.put(key(id), resource);
            resources = Map.copyOf(changed);
            return resource;
        } finally {
            lock.unlock();
        }
    }

    /** Removes a resource; false when there is none. */
    public boolean delete(String id) {
        lock.lock();
        try {
            Map<String, StoredResource> changed = new TreeMap<>(resources);
            if (changed.remove(key(id)) == null) {
                return false;
            }
            store.storage().transact(transaction -> {
                transaction.deleteDocument(COLLECTION, key(id));
                return id;
            });
            resources = Map.copyOf(changed);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private static String hexadecimal() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String write(StoredResource resource) {
        ObjectNode document = JSON.createObjectNode()
                .put("id", resource.id())
                .put("type", resource.type())
                .put("immutableId", resource.immutableId())
                .put("etag", resource.etag())
                .put("createdAt", resource.createdAt().toString())
                .put("modifiedAt", resource.modifiedAt().toString());
        document.set("body", JSON.readTree(resource.json()));
        return document.toString();
    }

    private static StoredResource read(String json) {
        JsonNode document = JSON.readTree(json);
        return new StoredResource(
                document.required("id").asString(),
                document.required("type").asString(),
                document.required("immutableId").asString(),
                document.required("etag").asString(),
                Instant.parse(document.required("createdAt").asString()),
                Instant.parse(document.required("modifiedAt").asString()),
                document.required("body").toString());
    }
}
