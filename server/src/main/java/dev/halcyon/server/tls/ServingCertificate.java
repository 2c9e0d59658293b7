package dev.halcyon.server.tls;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** What connections are answered with. Each new one asks which certificate is valid now. */
public final class ServingCertificate {

    private final Supplier<KeyedCertificate> current;
    private final Set<String> names;

    ServingCertificate(Supplier<KeyedCertificate> current, Set<String> names) {
        this.current = current;
        this.names = Set.copyOf(names);
    }

    /** The DNS names and addresses that clients may reach the server by. */
    public Set<String> names() {
        return names;
    }

    /** For the sockets of the server. */
    public SSLContext context() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new CurrentKeys(current)}, null, null);
        return context;
    }

    /**
     * Hands out the certificate of the moment. Its alias is the serial number, so that a handshake that began before a
     * renewal ends with the key it began with.
     */
    private static final class CurrentKeys extends X509ExtendedKeyManager {

        private final Supplier<KeyedCertificate> current;
        private volatile @Nullable KeyedCertificate chosen;
        private volatile @Nullable KeyedCertificate previous;

        CurrentKeys(Supplier<KeyedCertificate> current) {
            this.current = current;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return choose(keyType);
        }

        @Override
        public @Nullable String chooseServerAlias(
                String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return choose(keyType);
        }

        private @Nullable String choose(String keyType) {
            KeyedCertificate now = current.get();
            KeyedCertificate before = chosen;
            if (!now.equals(before)) {
                previous = before;
                chosen = now;
            }
            return now.certificate().getPublicKey().getAlgorithm().equals(keyType) ? alias(now) : null;
        }

        private static String alias(KeyedCertificate certificate) {
            return certificate.certificate().getSerialNumber().toString();
        }

        private @Nullable KeyedCertificate find(String alias) {
            KeyedCertificate now = chosen;
            if (now != null && alias(now).equals(alias)) {
                return now;
            }
            KeyedCertificate before = previous;
            return before != null && alias(before).equals(alias) ? before : null;
        }

        @Override
        public X509Certificate @Nullable [] getCertificateChain(String alias) {
            KeyedCertificate found = find(alias);
            return found == null ? null : found.chain().toArray(X509Certificate[]::new);
        }

        @Override
        public @Nullable PrivateKey getPrivateKey(String alias) {
            KeyedCertificate found = find(alias);
            return found == null ? null : found.key();
        }

        @Override
        public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
            String alias = choose(keyType);
            return alias == null ? null : new String[] {alias};
        }

        @Override
        public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
            return null;
        }

        @Override
        public @Nullable String chooseClientAlias(
                String[] keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return null;
        }
    }
}
