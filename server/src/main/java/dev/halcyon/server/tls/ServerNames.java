package dev.halcyon.server.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The names that a server is reached by. */
final class ServerNames {

    private static final Pattern DNS_NAME = Pattern.compile(
            "(\\*\\.)?[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*");

    private static final int DNS_TYPE = 2;
    private static final int ADDRESS_TYPE = 7;

    private ServerNames() {}

    /** Those of this machine, where it listens, and those that were asked for. */
    static Set<String> of(String listenHost, Collection<String> wanted) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        try {
            String host = InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT);
            if (isName(host)) {
                names.add(host);
            }
        } catch (UnknownHostException e) {
            // A machine without a name is reached by the others.
        }
        if (isName(listenHost) && !isWildcard(listenHost)) {
            names.add(normalised(listenHost));
        }
        wanted.forEach(name -> names.add(normalised(name)));
        return names;
    }

    /** What a certificate is made for. */
    static Set<String> of(X509Certificate certificate) throws CertificateParsingException {
        Set<String> names = new LinkedHashSet<>();
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        if (alternatives != null) {
            for (List<?> alternative : alternatives) {
                int type = (Integer) alternative.getFirst();
                if (type == DNS_TYPE || type == ADDRESS_TYPE) {
                    names.add(normalised(String.valueOf(alternative.get(1))));
                }
            }
        }
        return names;
    }

    static boolean isAddress(String name) {
        try {
            InetAddress.ofLiteral(name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** True for what a certificate can be made for. */
    static boolean isName(String name) {
        return isAddress(name)
                || (name.length() <= 253 && DNS_NAME.matcher(name).matches());
    }

    private static boolean isWildcard(String host) {
        return isAddress(host) && InetAddress.ofLiteral(host).isAnyLocalAddress();
    }

    /** Addresses in one spelling: certificates hold bytes, and IPv6 has many texts for the same ones. */
    private static String normalised(String name) {
        return isAddress(name) ? InetAddress.ofLiteral(name).getHostAddress() : name.toLowerCase(Locale.ROOT);
    }

    /** Names in the one spelling, to compare certificates with what is wanted. */
    static List<String> normalised(Collection<String> names) {
        List<String> result = new ArrayList<>();
        names.forEach(name -> result.add(normalised(name)));
        result.sort(null);
        return result;
    }
}
