package dev.halcyon.server;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;

/**
 * Tokens in the name of an application, true ones and others.
 *
 * @param signing the server's own key
 * @param good claims that the server issued
 */
record TokenForge(RSAKey signing, JWTClaimsSet good) {

    private static final int KEY_BITS = 2048;

    /** For an application and an audience. */
    static TokenForge of(Path dataFolder, SignedIn application, String audience) {
        // The server has a key as soon as it has signed something.
        String token = application.bearer(audience).substring("Bearer ".length());
        try {
            RSAKey signing = JWKSet.parse(Files.readString(dataFolder.resolve("identity-keys.json")))
                    .getKeys()
                    .getFirst()
                    .toRSAKey();
            return new TokenForge(signing, SignedJWT.parse(token).getJWTClaimsSet());
        } catch (IOException | ParseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(JWTClaimsSet claims, JWSHeader header, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    /** A header that names the server's key. */
    JWSHeader header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm).keyID(signing.getKeyID()).build();
    }

    /** Signed as the server does it. */
    String own(JWTClaimsSet claims) throws JOSEException {
        return signed(claims, header(JWSAlgorithm.RS256), new RSASSASigner(signing));
    }

    /** Claims to be changed. */
    JWTClaimsSet.Builder changed() {
        return new JWTClaimsSet.Builder(good);
    }

    /** Another key under the name of the server's. */
    RSAKey foreign() throws JOSEException {
        return new RSAKeyGenerator(KEY_BITS).keyID(signing.getKeyID()).generate();
    }

    /** Tokens whose signature proves nothing. */
    List<String> forged() throws JOSEException {
        RSAKey foreign = foreign();
        String token = own(good);
        return List.of(
                signed(good, header(JWSAlgorithm.RS256), new RSASSASigner(foreign)),
                // The published key as the secret of a symmetric algorithm.
                signed(
                        good,
                        header(JWSAlgorithm.HS256),
                        new MACSigner(signing.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8))),
                signed(
                        good,
                        header(JWSAlgorithm.HS256),
                        new MACSigner(signing.toRSAPublicKey().getEncoded())),
                signed(good, header(JWSAlgorithm.RS512), new RSASSASigner(signing)),
                signed(
                        good,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID("../../keys")
                                .build(),
                        new RSASSASigner(signing)),
                signed(good, new JWSHeader.Builder(JWSAlgorithm.RS256).build(), new RSASSASigner(signing)),
                // A key that the token brings along.
                signed(
                        good,
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(foreign.getKeyID())
                                .jwk(foreign.toPublicJWK())
                                .build(),
                        new RSASSASigner(foreign)),
                token.substring(0, token.lastIndexOf('.') + 1) + "AAAA");
    }

    /** What looks like a token and is none. */
    List<String> malformed() {
        String deep = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("[".repeat(3_000) + "]".repeat(3_000)).getBytes(StandardCharsets.UTF_8));
        return List.of(
                new PlainJWT(good).serialize(),
                "a.b.c",
                "...",
                "eyJhbGciOiJub25lIn0.e30.",
                "x.".repeat(20_000),
                deep + "." + deep + ".AAAA");
    }

    /** Well signed, and not, or no longer, or not yet what the server issued. */
    List<String> untimely() throws JOSEException {
        Instant now = Instant.now();
        return List.of(
                own(changed().expirationTime(Date.from(now.minusSeconds(90))).build()),
                own(changed().notBeforeTime(Date.from(now.plusSeconds(90))).build()),
                own(changed().expirationTime(null).build()),
                own(changed()
                        .issuer("https://evil.example/" + good.getClaims().get("tid") + "/v2.0")
                        .build()),
                own(changed().issuer(null).build()),
                own(changed().claim("tid", UUID.randomUUID().toString()).build()),
                own(changed().claim("tid", 1).build()),
                own(changed().claim("appid", UUID.randomUUID().toString()).build()));
    }

    /** Well signed, for other services. */
    List<String> misdirected() throws JOSEException {
        return List.of(
                own(changed().audience("https://graph.microsoft.com").build()),
                own(changed().audience(List.of()).build()));
    }
}
