package dev.halcyon.workspace.access;

import dev.halcyon.engine.storage.Storage;
import dev.halcyon.workspace.access.AccessException.Reason;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** The applications of a workspace. Thread-safe; changes are durable when they return. */
public final class Applications {

    private static final String COLLECTION = "applications";
    private static final int MAXIMUM_COUNT = 1_000;
    private static final int LONGEST_NAME = 120;

    /** Hashing is slow on purpose: more at once would take the processors from queries. */
    private static final int MOST_HASHES_AT_ONCE = 2;

    private final Storage storage;
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore hashes = new Semaphore(MOST_HASHES_AT_ONCE, true);
    private volatile Map<String, Application> byClientId;

    private Applications(Storage storage, Map<String, Application> byClientId) {
        this.storage = storage;
        this.byClientId = Map.copyOf(byClientId);
    }

    static Applications open(Storage storage) {
        Map<String, Application> found = new TreeMap<>();
        storage.transact(transaction -> transaction.documents(COLLECTION))
                .forEach((key, document) -> found.put(key, AccessDocuments.application(document)));
        return new Applications(storage, found);
    }

    /** Every application, by client id. */
    public Collection<Application> all() {
        return new TreeMap<>(byClientId).values();
    }

    /** By client id. */
    public Optional<Application> find(String clientId) {
        return Optional.ofNullable(byClientId.get(clientId.toLowerCase(Locale.ROOT)));
    }

    /** By object id. */
    public Optional<Application> byObjectId(String objectId) {
        return byClientId.values().stream()
                .filter(application -> application.objectId().equalsIgnoreCase(objectId))
                .findFirst();
    }

    /** What requests without credentials of their own act as, behind the managed identity endpoint. */
    public Application managedIdentity() {
        return byClientId.values().stream()
                .filter(Application::managed)
                .findFirst()
                .orElseThrow();
    }

    boolean hasManagedIdentity() {
        return byClientId.values().stream().anyMatch(Application::managed);
    }

    /**
     * Registers an application.
     *
     * @param withKey also gives it an API key
     * @throws AccessException when the name cannot be used or there are too many
     */
    public NewApplication create(String name, boolean withKey) {
        checkName(name);
        String secret = Secrets.random();
        Optional<String> key = withKey ? Optional.of(Secrets.random()) : Optional.empty();
        Application application = store(new Application(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                name,
                List.of(SecretHash.of(secret)),
                key.map(text -> Base64.getEncoder().encodeToString(Secrets.digest(text))),
                false,
                Instant.now()));
        return new NewApplication(application, secret, key);
    }

    Application createManaged(String name) {
        return store(new Application(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                name,
                List.of(),
                Optional.empty(),
                true,
                Instant.now()));
    }

    private static void checkName(String name) {
        if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new AccessException(
                    Reason.INVALID, "The name of an application has 1 to %d characters.".formatted(LONGEST_NAME));
        }
    }

    private Application store(Application application) {
        lock.lock();
        try {
            if (byClientId.size() >= MAXIMUM_COUNT) {
                throw new AccessException(
                        Reason.TOO_MANY, "A workspace has at most %d applications.".formatted(MAXIMUM_COUNT));
            }
            Map<String, Application> changed = new TreeMap<>(byClientId);
            changed.put(application.clientId(), application);
            storage.transact(transaction -> {
                transaction.putDocument(COLLECTION, application.clientId(), AccessDocuments.write(application));
                return application;
            });
            byClientId = Map.copyOf(changed);
            return application;
        } finally {
            lock.unlock();
        }
    }

    /** Removes an application; its assignments are left for {@link AccessControl#deleteApplication}. */
    void delete(Application application) {
        lock.lock();
        try {
            Map<String, Application> changed = new TreeMap<>(byClientId);
            changed.remove(application.clientId());
            storage.transact(transaction -> {
                transaction.deleteDocument(COLLECTION, application.clientId());
                return application;
            });
            byClientId = Map.copyOf(changed);
        } finally {
            lock.unlock();
        }
    }

    /** The application of an API key. */
    Optional<Application> byKey(String presented) {
        byte[] digest = Secrets.digest(presented);
        Optional<Application> found = Optional.empty();
        for (Application application : byClientId.values()) {
            if (application.keyDigest().isPresent()
                    && MessageDigest.isEqual(
                            Base64.getDecoder().decode(application.keyDigest().get()), digest)) {
                found = Optional.of(application);
            }
        }
        return found;
    }

    /** True when a client secret belongs to an application. Slow on purpose. */
    public boolean isSecretOf(Application application, String presented) {
        hashes.acquireUninterruptibly();
        try {
            boolean matches = false;
            for (SecretHash secret : application.secrets()) {
                matches |= secret.matches(presented);
            }
            return matches;
        } finally {
            hashes.release();
        }
    }
}
