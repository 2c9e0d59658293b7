package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Literal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Who asks and where: what {@code current_principal()}, {@code current_principal_details()} and
 * {@code current_cluster_endpoint()} tell.
 *
 * @param endpoint host that the request was sent to, without port; {@code localhost} for a query inside the process
 * @param principal who signed in; empty for a key, which stands for nobody
 */
public record Requester(String endpoint, Optional<Principal> principal) {

    /** Nobody, inside the process. */
    public static final Requester LOCAL = new Requester("localhost", Optional.empty());

    /** What the reference engine writes for a request without an identity. */
    private static final String NOBODY = "<null identity>";

    public Requester {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(principal, "principal");
    }

    /** Kinds of principals, named as in a qualified name. */
    public enum Kind {
        AADUSER("AadUser"),
        AADAPP("AadApp");

        private final String type;

        Kind(String type) {
            this.type = type;
        }
    }

    /**
     * A user or an application.
     *
     * @param id of an application: what it signs in with; of a user: the subject of the token
     * @param objectId what roles are given to
     * @param identityProvider who vouches for it
     * @param authority the directory it belongs to
     */
    public record Principal(
            Kind kind, String id, String objectId, String displayName, String identityProvider, String authority) {
        public Principal {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(objectId, "objectId");
            Objects.requireNonNull(displayName, "displayName");
            Objects.requireNonNull(identityProvider, "identityProvider");
            Objects.requireNonNull(authority, "authority");
        }

        String qualifiedName() {
            return "%s=%s;%s".formatted(kind.name().toLowerCase(Locale.ROOT), id, authority);
        }

        /** A JSON object with the documented members that are known. */
        String details() {
            Map<String, String> members = new LinkedHashMap<>();
            members.put("IdentityProvider", identityProvider);
            members.put("Authority", authority);
            members.put("Type", kind.type);
            members.put("DisplayName", displayName);
            members.put("ObjectId", objectId);
            members.put("FQN", qualifiedName());
            return members.entrySet().stream()
                    .map(member -> json(member.getKey()) + ":" + json(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }

        private static String json(String text) {
            return LiteralBinding.json(Literal.ofString(text));
        }
    }

    String qualifiedName() {
        return principal.map(Principal::qualifiedName).orElse(NOBODY);
    }
}
