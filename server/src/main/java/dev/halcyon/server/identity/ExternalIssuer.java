package dev.halcyon.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.ResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.security.Key;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenID provider of the user, whose tokens are accepted. Its keys are fetched when the first token comes, kept, and
 * fetched again when a token names a key that is not among them, but not more often than every half minute.
 */
final class ExternalIssuer {

    private static final Logger LOG = LoggerFactory.getLogger(ExternalIssuer.class);

    /** Only algorithms with two keys: a shared secret in a public key set would let anyone sign. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);

    private static final int CONNECT_MILLIS = 3_000;
    private static final int READ_MILLIS = 5_000;
    private static final int LARGEST_DOCUMENT = 256 * 1024;
    private static final Duration KEPT = Duration.ofMinutes(15);
    private static final Duration REFRESH_WAIT = Duration.ofSeconds(15);
    private static final Duration LEAST_PAUSE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final OidcOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable JWSVerificationKeySelector<SecurityContext> selector;
    private volatile long lastFailure;
    private volatile boolean failed;

    ExternalIssuer(OidcOptions options) {
        this.options = options;
    }

    String issuer() {
        return options.issuer();
    }

    String audience() {
        return options.audience();
    }

    /** True when the provider signed it. False, too, when the provider's keys cannot be fetched. */
    boolean isSigned(SignedJWT token) throws JOSEException {
        if (!ALGORITHMS.contains(token.getHeader().getAlgorithm())) {
            return false;
        }
        try {
            for (Key key : selector().selectJWSKeys(token.getHeader(), null)) {
                JWSVerifier verifier = new DefaultJWSVerifierFactory().createJWSVerifier(token.getHeader(), key);
                if (token.verify(verifier)) {
                    return true;
                }
            }
            return false;
        } catch (KeySourceException | IOException e) {
            LOG.atWarn()
                    .addKeyValue("issuer", options.issuer())
                    .addKeyValue("reason", String.valueOf(e.getMessage()))
                    .log("The keys of an OpenID provider cannot be fetched; its tokens are refused");
            return false;
        }
    }

    private JWSVerificationKeySelector<SecurityContext> selector() throws IOException {
        JWSVerificationKeySelector<SecurityContext> known = selector;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            JWSVerificationKeySelector<SecurityContext> made = selector;
            if (made == null) {
                // Hostile tokens must not make the server ask a silent provider again and again.
                if (failed && System.nanoTime() - lastFailure < LEAST_PAUSE.toNanos()) {
                    throw new IOException("The provider did not answer a moment ago");
                }
                failed = true;
                lastFailure = System.nanoTime();
                ResourceRetriever retriever =
                        new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, LARGEST_DOCUMENT, false);
                URI address = options.keys().isPresent() ? options.keys().get() : discovered(retriever);
                JWKSource<SecurityContext> source = JWKSourceBuilder.create(address.toURL(), retriever)
                        .cache(KEPT.toMillis(), REFRESH_WAIT.toMillis())
                        .rateLimited(LEAST_PAUSE.toMillis())
                        .build();
                made = new JWSVerificationKeySelector<>(ALGORITHMS, source);
                selector = made;
                failed = false;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** The address of the keys, out of the provider's discovery document, which has to be the provider's own. */
    private URI discovered(ResourceRetriever retriever) throws IOException {
        String base = options.issuer().endsWith("/") ? options.issuer() : options.issuer() + "/";
        URL document = URI.create(base + ".well-known/openid-configuration").toURL();
        try {
            JsonNode configuration =
                    JSON.readTree(retriever.retrieveResource(document).getContent());
            if (!options.issuer().equals(configuration.path("issuer").asString(""))) {
                throw new IOException("The document at %s is of another issuer".formatted(document));
            }
            URI keys = URI.create(configuration.path("jwks_uri").asString(""));
            OidcOptions.requireWeb(keys);
            return keys;
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("The document at %s is no OpenID configuration".formatted(document), e);
        }
    }
}
