package dev.halcyon.workspace.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a client secret: PBKDF2 with a salt of its own. Whoever reads the data folder cannot sign in with it.
 *
 * @param iterations kept beside the hash, so that later releases can raise the number
 */
public record SecretHash(int iterations, String salt, String hash) {

    /** Tens of milliseconds; the secrets are 256 random bits, which no number of guesses finds. */
    private static final int ITERATIONS = 120_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BITS = 256;

    static SecretHash of(String secret) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return new SecretHash(ITERATIONS, encoded(salt), encoded(derived(secret, salt, ITERATIONS)));
    }

    /** The time taken does not depend on how much of the secret was guessed. */
    boolean matches(String presented) {
        byte[] derived = derived(presented, Base64.getDecoder().decode(salt), iterations);
        return MessageDigest.isEqual(derived, Base64.getDecoder().decode(hash));
    }

    private static byte[] derived(String secret, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
