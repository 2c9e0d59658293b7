package dev.halcyon.cli.client;

import java.util.Objects;

/** How a client proves who sends its requests. As text, none of them tells its secret. */
public sealed interface Credential {

    /** A key of the owner, of an application, or the public one. */
    record Key(String key) implements Credential {
        public Key {
            Objects.requireNonNull(key, "key");
        }

        @Override
        public String toString() {
            return "Key";
        }
    }

    /** A bearer token that somebody else issued. */
    record Token(String token) implements Credential {
        public Token {
            Objects.requireNonNull(token, "token");
        }

        @Override
        public String toString() {
            return "Token";
        }
    }

    /** Id and secret of an application, for which the server itself issues tokens. */
    record ClientSecret(String tenant, String clientId, String secret) implements Credential {
        public ClientSecret {
            Objects.requireNonNull(tenant, "tenant");
            Objects.requireNonNull(clientId, "clientId");
            Objects.requireNonNull(secret, "secret");
        }

        @Override
        public String toString() {
            return "ClientSecret[%s, %s]".formatted(tenant, clientId);
        }
    }
}
