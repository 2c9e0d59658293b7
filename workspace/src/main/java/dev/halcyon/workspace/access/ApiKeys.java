package dev.halcyon.workspace.access;

import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The keys that a workspace is opened with, by the digests of their secrets. */
final class ApiKeys {

    private final Map<Caller, byte[]> digests;

    private ApiKeys(Map<Caller, byte[]> digests) {
        this.digests = digests;
    }

    /** Callers and their secrets; the secrets are not kept. */
    static ApiKeys of(Map<Caller, String> secrets) {
        Map<Caller, byte[]> digests = new LinkedHashMap<>();
        secrets.forEach((caller, secret) -> digests.put(caller, Secrets.digest(secret)));
        return new ApiKeys(digests);
    }

    /** Whose a presented secret is. The time taken does not depend on how much of a secret was guessed. */
    Optional<Caller> find(String presented) {
        byte[] digest = Secrets.digest(presented);
        Optional<Caller> found = Optional.empty();
        for (Map.Entry<Caller, byte[]> entry : digests.entrySet()) {
            if (MessageDigest.isEqual(entry.getValue(), digest)) {
                found = Optional.of(entry.getKey());
            }
        }
        return found;
    }
}
