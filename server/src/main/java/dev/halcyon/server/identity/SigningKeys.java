package dev.halcyon.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.halcyon.workspace.access.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys that tokens are signed with, in {@code identity-keys.json} of the data folder. The newest signs; older ones
 * stay as long as a token that they signed can be valid. They are made when they are first needed, because most servers
 * of tests and commands never are asked for a token.
 */
public final class SigningKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SigningKeys.class);

    public static final String FILE = "identity-keys.json";

    static final Duration SIGNS = Duration.ofDays(90);

    /** Long after the last token, so that a clock that was set back does not cut tokens off. */
    private static final Duration VERIFIES = SIGNS.plusDays(2);

    private static final int BITS = 2048;

    private final Path file;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile List<RSAKey> keys = List.of();

    public SigningKeys(Path dataFolder, InstantSource clock) {
        this.file = dataFolder.resolve(FILE);
        this.clock = clock;
    }

    /** The key that signs now. */
    RSAKey current() {
        return valid().getFirst();
    }

    /** The key of an id, when its tokens may still be valid. */
    Optional<RSAKey> find(String id) {
        return valid().stream().filter(key -> id.equals(key.getKeyID())).findFirst();
    }

    /** What everybody may know. */
    JWKSet published() {
        return new JWKSet(new ArrayList<JWK>(valid())).toPublicJWKSet();
    }

    /** Newest first. */
    private List<RSAKey> valid() {
        List<RSAKey> known = keys;
        if (isFresh(known)) {
            return known;
        }
        lock.lock();
        try {
            if (keys.isEmpty()) {
                keys = read();
            }
            if (!isFresh(keys)) {
                keys = replaced(keys);
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isFresh(List<RSAKey> known) {
        return !known.isEmpty() && isYounger(known.getFirst(), SIGNS) && isYounger(known.getLast(), VERIFIES);
    }

    private boolean isYounger(RSAKey key, Duration age) {
        Date made = key.getIssueTime();
        return made != null && clock.instant().isBefore(made.toInstant().plus(age));
    }

    private List<RSAKey> read() throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        PrivateFiles.requirePrivate(file);
        try {
            List<RSAKey> found = new ArrayList<>();
            for (JWK key : JWKSet.parse(Files.readString(file)).getKeys()) {
                if (key.isPrivate() && key.getIssueTime() != null && key.getKeyID() != null) {
                    found.add(key.toRSAKey());
                }
            }
            found.sort(Comparator.comparing((RSAKey key) -> key.getIssueTime()).reversed());
            return found;
        } catch (ParseException | ClassCastException e) {
            throw new FileSystemException(
                    file.toString(), null, "Not a file of signing keys: delete it to get new ones");
        }
    }

    private List<RSAKey> replaced(List<RSAKey> old) throws IOException {
        List<RSAKey> changed = new ArrayList<>();
        if (old.isEmpty() || !isYounger(old.getFirst(), SIGNS)) {
            changed.add(make());
        }
        old.stream().filter(key -> isYounger(key, VERIFIES)).forEach(changed::add);
        PrivateFiles.write(
                file, new JWKSet(new ArrayList<JWK>(changed)).toString(false).getBytes(StandardCharsets.UTF_8));
        LOG.atInfo().addKeyValue("keys", changed.size()).log("Signing keys changed");
        return List.copyOf(changed);
    }

    private RSAKey make() {
        Instant now = clock.instant();
        try {
            return new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .issueTime(Date.from(now))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java platform makes RSA keys", e);
        }
    }
}
