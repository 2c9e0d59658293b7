package dev.halcyon.workspace.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys of a workspace, by the digests of their secrets. */
public final class ApiKeys {

    private final Map<ApiKey, byte[]> digests;

    private ApiKeys(Map<ApiKey, byte[]> digests) {
        this.digests = digests;
    }

    /** Keys and their secrets; the secrets are not kept. */
    public static ApiKeys of(Map<ApiKey, String> secrets) {
        Map<ApiKey, byte[]> digests = new LinkedHashMap<>();
        secrets.forEach((key, secret) -> digests.put(key, digest(secret)));
        return new ApiKeys(digests);
    }

    /** The key of a presented secret. The time taken does not depend on how much of a secret was guessed. */
    public Optional<ApiKey> find(String presented) {
        byte[] digest = digest(presented);
        Optional<ApiKey> found = Optional.empty();
        for (Map.Entry<ApiKey, byte[]> entry : digests.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue(), digest)) {
                found = Optional.of(entry.getKey());
            }
        }
        return found;
    }

    private static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
