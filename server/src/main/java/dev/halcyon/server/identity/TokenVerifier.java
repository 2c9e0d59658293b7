package dev.halcyon.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.halcyon.server.http.Plane;
import dev.halcyon.server.http.Sender;
import dev.halcyon.server.http.Sender.Fault;
import dev.halcyon.server.http.Sender.RefusedToken;
import dev.halcyon.server.http.TokenReader;
import dev.halcyon.workspace.access.AccessControl;
import dev.halcyon.workspace.access.Application;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads tokens of this server and of the providers that it trusts (T-7). */
public final class TokenVerifier implements TokenReader {

    /** Larger than any token with a user's groups; smaller than what costs time to decode. */
    private static final int LONGEST_TOKEN = 16 * 1024;

    /** Between machines whose clocks differ. */
    private static final Duration SKEW = Duration.ofSeconds(60);

    private final AccessControl access;
    private final SigningKeys keys;
    private final Audiences audiences;
    private final List<ExternalIssuer> external;
    private final InstantSource clock;

    TokenVerifier(
            AccessControl access,
            SigningKeys keys,
            Audiences audiences,
            List<ExternalIssuer> external,
            InstantSource clock) {
        this.access = access;
        this.keys = keys;
        this.audiences = audiences;
        this.external = List.copyOf(external);
        this.clock = clock;
    }

    @Override
    public Sender read(String token, Plane plane, String host) {
        if (token.length() > LONGEST_TOKEN) {
            return malformed();
        }
        try {
            SignedJWT signed = SignedJWT.parse(token);
            JWTClaimsSet claims = signed.getJWTClaimsSet();
            String issuer = claims.getIssuer();
            if (issuer == null) {
                return malformed();
            }
            for (ExternalIssuer provider : external) {
                if (provider.issuer().equals(issuer)) {
                    return provider.isSigned(signed) ? external(claims, provider) : forged();
                }
            }
            return isSigned(signed) ? own(claims, issuer, plane, host) : forged();
        } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
            // Also the algorithm 'none', which is no signed token at all.
            return malformed();
        } catch (JOSEException e) {
            return forged();
        }
    }

    private boolean isSigned(SignedJWT token) throws JOSEException {
        String keyId = token.getHeader().getKeyID();
        if (keyId == null || !JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())) {
            return false;
        }
        Optional<RSAKey> key = keys.find(keyId);
        return key.isPresent() && token.verify(new RSASSAVerifier(key.get()));
    }

    private Sender own(JWTClaimsSet claims, String issuer, Plane plane, String host) throws ParseException {
        Optional<Sender> outOfTime = outOfTime(claims);
        if (outOfTime.isPresent()) {
            return outOfTime.get();
        }
        if (!isOwnIssuer(issuer, host) || !access.tenantId().equals(claims.getStringClaim("tid"))) {
            return new RefusedToken(Fault.ISSUER, "The access token is from the wrong issuer or tenant.");
        }
        if (claims.getAudience().stream().noneMatch(audience -> audiences.isFor(audience, plane, host))) {
            return wrongAudience();
        }
        String clientId = claims.getStringClaim("appid");
        Optional<Application> application =
                clientId == null ? Optional.empty() : access.applications().find(clientId);
        if (application.isEmpty() || !application.get().objectId().equals(claims.getSubject())) {
            return new RefusedToken(Fault.PRINCIPAL, "The application of the access token is not registered.");
        }
        return new Sender.Known(access.caller(application.get()));
    }

    /** The host in the issuer's name is the one that the token was asked of, which may be any name of the server. */
    private boolean isOwnIssuer(String issuer, String host) {
        URI uri = URI.create(issuer);
        String path = uri.getPath();
        return uri.getHost() != null
                && path != null
                && (path.equals("/" + access.tenantId() + "/v2.0") || path.equals("/" + access.tenantId() + "/"))
                && audiences.isOwn(Audiences.host(issuer), host);
    }

    private Sender external(JWTClaimsSet claims, ExternalIssuer provider) {
        Optional<Sender> outOfTime = outOfTime(claims);
        if (outOfTime.isPresent()) {
            return outOfTime.get();
        }
        if (!claims.getAudience().contains(provider.audience())) {
            return wrongAudience();
        }
        String subject = claims.getSubject();
        if (subject == null || subject.isBlank()) {
            return malformed();
        }
        return new Sender.Known(access.external(provider.issuer(), subject));
    }

    private Optional<Sender> outOfTime(JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expiry = claims.getExpirationTime();
        if (expiry == null) {
            return Optional.of(malformed());
        }
        if (isBefore(expiry, now.minus(SKEW))) {
            return Optional.of(new RefusedToken(Fault.EXPIRED, "The access token expired."));
        }
        Date notBefore = claims.getNotBeforeTime();
        if (notBefore != null && !isBefore(notBefore, now.plus(SKEW))) {
            return Optional.of(new RefusedToken(Fault.EXPIRED, "The access token is not yet valid."));
        }
        return Optional.empty();
    }

    private static boolean isBefore(@Nullable Date date, Instant instant) {
        return date != null && date.toInstant().isBefore(instant);
    }

    private static Sender malformed() {
        return new RefusedToken(Fault.MALFORMED, "The access token is invalid.");
    }

    private static Sender forged() {
        return new RefusedToken(Fault.SIGNATURE, "The signature of the access token could not be verified.");
    }

    private static Sender wrongAudience() {
        return new RefusedToken(
                Fault.AUDIENCE, "The access token has been obtained for the wrong audience or resource.");
    }
}
