package dev.halcyon.workspace.access;

import dev.halcyon.store.WorkspaceStore;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The two keys with which senders of the HTTP Data Collector API sign (ingestion.md section 7). They are kept in the
 * workspace as they are, because a signature cannot be checked with a digest.
 */
public final class SharedKeys {

    private static final String COLLECTION = "workspace";
    private static final String KEY = "sharedKeys";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 64;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WorkspaceStore store;
    private volatile Pair pair;

    /** The keys, in Base64. */
    public record Pair(String primary, String secondary) {}

    private SharedKeys(WorkspaceStore store, Pair pair) {
        this.store = store;
        this.pair = pair;
    }

    /** Reads the keys, making them on the first time. */
    public static SharedKeys open(WorkspaceStore store) {
        return store.storage().transact(transaction -> {
            Pair found =
                    transaction.document(COLLECTION, KEY).map(SharedKeys::read).orElseGet(SharedKeys::random);
            transaction.putDocument(COLLECTION, KEY, write(found));
            return new SharedKeys(store, found);
        });
    }

    public Pair pair() {
        return pair;
    }

    /** Makes new keys; signatures of the old ones do not count any more. */
    public synchronized Pair regenerate() {
        Pair made = random();
        store.storage().transact(transaction -> {
            transaction.putDocument(COLLECTION, KEY, write(made));
            return made;
        });
        pair = made;
        return made;
    }

    /** True when a signature was made of a text with one of the keys; the time taken tells nothing about the right one. */
    public boolean verifies(String text, String signature) {
        byte[] given;
        try {
            given = Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean right = false;
        Pair keys = pair;
        for (String key : List.of(keys.primary(), keys.secondary())) {
            right |= MessageDigest.isEqual(sign(text, key), given);
        }
        return right;
    }

    private static byte[] sign(String text, String key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }

    private static Pair random() {
        return new Pair(randomKey(), randomKey());
    }

    private static String randomKey() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String write(Pair pair) {
        return JSON.createObjectNode()
                .put("primary", pair.primary())
                .put("secondary", pair.secondary())
                .toString();
    }

    private static Pair read(String json) {
        JsonNode document = JSON.readTree(json);
        return new Pair(
                document.required("primary").asString(),
                document.required("secondary").asString());
    }
}
