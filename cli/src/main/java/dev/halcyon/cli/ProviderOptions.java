package dev.halcyon.cli;

import dev.halcyon.server.identity.OidcOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The OpenID provider whose tokens a server accepts. */
final class ProviderOptions {
    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "Accept tokens of this OpenID provider; roles are given to ISSUER#SUBJECT.")
    private @Nullable String issuer;

    @Option(
            names = "--oidc-audience",
            paramLabel = "TEXT",
            description = "What the provider's tokens for this server are made for.")
    private @Nullable String audience;

    @Option(
            names = "--oidc-keys",
            paramLabel = "URL",
            description = "The provider's key set. Default: what its discovery document names")
    private @Nullable URI keys;

    List<OidcOptions> providers() {
        if (issuer == null && audience == null && keys == null) {
            return List.of();
        }
        if (issuer == null || audience == null) {
            throw new UserException("--oidc-issuer and --oidc-audience belong together: give both.");
        }
        try {
            return List.of(new OidcOptions(issuer, audience, Optional.ofNullable(keys)));
        } catch (IllegalArgumentException e) {
            throw new UserException("--oidc-issuer, --oidc-audience, --oidc-keys: " + e.getMessage(), e);
        }
    }
}
