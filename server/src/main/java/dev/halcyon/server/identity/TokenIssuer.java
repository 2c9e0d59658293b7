package dev.halcyon.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.halcyon.workspace.access.Application;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/** Signs tokens for applications. */
final class TokenIssuer {

    static final Duration LIFE = Duration.ofSeconds(3599);

    private final SigningKeys keys;
    private final InstantSource clock;

    TokenIssuer(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * A token.
     *
     * @param text signed
     * @param notBefore where its time begins
     */
    record Token(String text, Instant notBefore, Instant expiry) {}

    /**
     * Signs.
     *
     * @param issuer as the discovery document calls it
     */
    Token issue(Application application, String audience, String issuer, String tenantId, String version) {
        Instant now = Instant.ofEpochSecond(clock.instant().getEpochSecond());
        Instant expiry = now.plus(LIFE);
        RSAKey key = keys.current();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(audience)
                .subject(application.objectId())
                .issueTime(Date.from(now))
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(expiry))
                .jwtID(UUID.randomUUID().toString())
                .claim("tid", tenantId)
                .claim("oid", application.objectId())
                .claim("appid", application.clientId())
                .claim("appidacr", "1")
                .claim("idtyp", "app")
                .claim("roles", List.of("Data.Read"))
                .claim("ver", version)
                .build();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .type(JOSEObjectType.JWT)
                        .keyID(key.getKeyID())
                        .build(),
                claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The server's own key signs", e);
        }
        return new Token(token.serialize(), now, expiry);
    }
}
