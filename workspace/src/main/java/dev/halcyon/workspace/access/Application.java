package dev.halcyon.workspace.access;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A program that signs in by itself (identity.md section 9).
 *
 * @param clientId what it signs in with
 * @param objectId what roles are given to
 * @param secrets hashes of its client secrets
 * @param keyDigest of its API key
 * @param managed true for the managed identity, which has no secret and cannot be deleted
 */
public record Application(
        String clientId,
        String objectId,
        String name,
        List<SecretHash> secrets,
        Optional<String> keyDigest,
        boolean managed,
        Instant createdAt) {
    public Application {
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(objectId, "objectId");
        Objects.requireNonNull(name, "name");
        secrets = List.copyOf(secrets);
        Objects.requireNonNull(keyDigest, "keyDigest");
        Objects.requireNonNull(createdAt, "createdAt");
    }
}
