package dev.halcyon.server.tls;

import dev.halcyon.workspace.access.PrivateFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.util.io.pem.PemObject;

/** Certificates and keys in the text form that every tool reads. */
final class PemFiles {

    private PemFiles() {}

    static void writeCertificates(Path file, List<X509Certificate> certificates) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : certificates) {
                writer.writeObject(certificate);
            }
        }
        PrivateFiles.writePublic(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    static void writeKey(Path file, PrivateKey key) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(new PemObject("PRIVATE KEY", key.getEncoded()));
        }
        PrivateFiles.write(file, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * A certificate chain and its key.
     *
     * @throws FileSystemException when a file is not what it should be
     */
    static KeyedCertificate read(Path chain, Path key) throws IOException, GeneralSecurityException {
        KeyedCertificate read = new KeyedCertificate(certificates(chain), key(key));
        if (!KeyMatch.matches(read.certificate().getPublicKey(), read.key())) {
            throw new FileSystemException(
                    key.toString(), null, "The key does not belong to the certificate " + chain.getFileName());
        }
        return read;
    }

    private static List<X509Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                PEMParser parser = new PEMParser(text)) {
            for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                if (entry instanceof X509CertificateHolder certificate) {
                    certificates.add(converter.getCertificate(certificate));
                }
            }
        }
        if (certificates.isEmpty()) {
            throw new FileSystemException(file.toString(), null, "There is no certificate in PEM form in the file");
        }
        return certificates;
    }

    private static PrivateKey key(Path file) throws IOException {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        try (Reader text = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
                PEMParser parser = new PEMParser(text)) {
            for (Object entry = parser.readObject(); entry != null; entry = parser.readObject()) {
                switch (entry) {
                    case PrivateKeyInfo key -> {
                        return converter.getPrivateKey(key);
                    }
                    case PEMKeyPair keys -> {
                        return converter.getPrivateKey(keys.getPrivateKeyInfo());
                    }
                    case PEMEncryptedKeyPair locked -> throw locked(file);
                    case PKCS8EncryptedPrivateKeyInfo locked -> throw locked(file);
                    default -> {
                        // Parameters of a curve stand before the key in files of some tools.
                    }
                }
            }
        }
        throw new FileSystemException(file.toString(), null, "There is no private key in PEM form in the file");
    }

    private static FileSystemException locked(Path file) {
        return new FileSystemException(file.toString(), null, "The private key has a password: store it without one");
    }
}
