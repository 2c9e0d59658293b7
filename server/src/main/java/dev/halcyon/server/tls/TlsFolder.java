package dev.halcyon.server.tls;

import dev.halcyon.server.tls.TlsOptions.OwnCertificate;
import dev.halcyon.workspace.access.PrivateFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code tls} of a data folder: an authority that clients are told to trust, and the server certificate that
 * it signs. Both are made on the first start; the server certificate is renewed a month before it expires, while the
 * server runs, and when the server gets further names.
 */
public final class TlsFolder {

    private static final Logger LOG = LoggerFactory.getLogger(TlsFolder.class);

    public static final String NAME = "tls";

    /** The authority's certificate for clients: {@code NODE_EXTRA_CA_CERTS}, {@code REQUESTS_CA_BUNDLE} and the like. */
    public static final String AUTHORITY_FILE = "ca.pem";

    /** The same for Java clients. */
    public static final String TRUST_STORE_FILE = "truststore.p12";

    /** Protects nothing, as the store holds nothing secret; Java wants one. */
    public static final String TRUST_STORE_PASSWORD = "changeit";

    static final Duration RENEWED_BEFORE = Duration.ofDays(30);

    /** An authority with less than this left is replaced: server certificates must not outlive it. */
    static final Duration AUTHORITY_REPLACED_BEFORE = CertificateMaker.SERVER_LIFE;

    private static final String AUTHORITY_KEY_FILE = "ca-key.pem";
    private static final String SERVER_FILE = "server.pem";
    private static final String SERVER_KEY_FILE = "server-key.pem";
    private static final int AUTHORITY_ID_BYTES = 4;

    private final Path folder;
    private final Set<String> names;
    private final InstantSource clock;
    private final CertificateMaker maker = new CertificateMaker();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile KeyedCertificate current;

    private TlsFolder(Path folder, Set<String> names, InstantSource clock)
            throws IOException, GeneralSecurityException {
        this.folder = folder;
        this.names = names;
        this.clock = clock;
        this.current = loadOrMake();
    }

    /**
     * The certificate of a server.
     *
     * @param listenHost where it listens
     * @throws IOException when files cannot be read or written, or are not what they should be
     */
    public static ServingCertificate open(Path dataFolder, TlsOptions options, String listenHost, InstantSource clock)
            throws IOException {
        try {
            if (options.own().isPresent()) {
                OwnCertificate own = options.own().get();
                KeyedCertificate certificate = PemFiles.read(own.chain(), own.key());
                warnOfExpiry(certificate, clock.instant());
                return new ServingCertificate(() -> certificate, ServerNames.of(certificate.certificate()));
            }
            for (String name : options.names()) {
                if (!ServerNames.isName(name)) {
                    throw new FileSystemException("'%s' is no DNS name or IP address".formatted(name));
                }
            }
            Path folder = dataFolder.resolve(NAME);
            Files.createDirectories(folder);
            TlsFolder opened = new TlsFolder(folder, ServerNames.of(listenHost, options.names()), clock);
            return new ServingCertificate(opened::current, opened.names);
        } catch (GeneralSecurityException e) {
            throw new IOException("The server's certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static void warnOfExpiry(KeyedCertificate certificate, Instant now) {
        if (certificate.expiry().isBefore(now.plus(RENEWED_BEFORE))) {
            LOG.atWarn()
                    .addKeyValue("expiry", certificate.expiry())
                    .log("The server certificate expires soon; renew it and start again");
        }
    }

    /** The certificate to answer with now: a connection never meets an expired one. */
    private KeyedCertificate current() {
        KeyedCertificate known = current;
        if (!isDue(known)) {
            return known;
        }
        lock.lock();
        try {
            if (isDue(current)) {
                current = makeServer(loadOrMakeAuthority());
            }
            return current;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The server certificate cannot be renewed", e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue(KeyedCertificate certificate) {
        return certificate.expiry().minus(RENEWED_BEFORE).isBefore(clock.instant());
    }

    private KeyedCertificate loadOrMake() throws IOException, GeneralSecurityException {
        KeyedCertificate authority = loadOrMakeAuthority();
        Path file = folder.resolve(SERVER_FILE);
        Path keyFile = folder.resolve(SERVER_KEY_FILE);
        if (Files.exists(file) && Files.exists(keyFile)) {
            PrivateFiles.requirePrivate(keyFile);
            KeyedCertificate stored = PemFiles.read(file, keyFile);
            if (!isDue(stored)
                    && stored.chain().getLast().equals(authority.certificate())
                    && isFor(stored.certificate(), names)) {
                return stored;
            }
        }
        return makeServer(authority);
    }

    private static boolean isFor(X509Certificate certificate, Collection<String> names)
            throws GeneralSecurityException {
        return ServerNames.normalised(ServerNames.of(certificate)).equals(ServerNames.normalised(names));
    }

    private KeyedCertificate makeServer(KeyedCertificate authority) throws IOException, GeneralSecurityException {
        KeyedCertificate made = maker.server(authority, names, clock.instant());
        PemFiles.writeKey(folder.resolve(SERVER_KEY_FILE), made.key());
        PemFiles.writeCertificates(folder.resolve(SERVER_FILE), made.chain());
        LOG.atInfo()
                .addKeyValue("names", String.join(",", names))
                .addKeyValue("expiry", made.expiry())
                .log("Server certificate made");
        return made;
    }

    private KeyedCertificate loadOrMakeAuthority() throws IOException, GeneralSecurityException {
        Path file = folder.resolve(AUTHORITY_FILE);
        Path keyFile = folder.resolve(AUTHORITY_KEY_FILE);
        if (Files.exists(file) && Files.exists(keyFile)) {
            PrivateFiles.requirePrivate(keyFile);
            KeyedCertificate stored = PemFiles.read(file, keyFile);
            if (stored.expiry().minus(AUTHORITY_REPLACED_BEFORE).isAfter(clock.instant())) {
                writeTrustStoreIfMissing(stored.certificate());
                return stored;
            }
            LOG.warn("The authority of the server certificate expires: clients have to trust the new one in {}", file);
        }
        byte[] id = new byte[AUTHORITY_ID_BYTES];
        new SecureRandom().nextBytes(id);
        // Each authority has a name of its own: a machine may trust those of several folders.
        KeyedCertificate made = maker.authority("Halcyon CA " + HexFormat.of().formatHex(id), clock.instant());
        PemFiles.writeKey(keyFile, made.key());
        writeTrustStore(made.certificate());
        PemFiles.writeCertificates(file, made.chain());
        return made;
    }

    private void writeTrustStoreIfMissing(X509Certificate authority) throws IOException, GeneralSecurityException {
        if (!Files.exists(folder.resolve(TRUST_STORE_FILE))) {
            writeTrustStore(authority);
        }
    }

    private void writeTrustStore(X509Certificate authority) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("halcyon", authority);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, TRUST_STORE_PASSWORD.toCharArray());
        PrivateFiles.writePublic(folder.resolve(TRUST_STORE_FILE), bytes.toByteArray());
    }

    /** Where the authority's certificate of a data folder lies. */
    public static Path authorityFile(Path dataFolder) {
        return dataFolder.resolve(NAME).resolve(AUTHORITY_FILE);
    }

    /** Where the trust store of a data folder lies. */
    public static Path trustStoreFile(Path dataFolder) {
        return dataFolder.resolve(NAME).resolve(TRUST_STORE_FILE);
    }
}
