package dev.halcyon.server.identity;

import dev.halcyon.server.http.Route;
import dev.halcyon.server.http.TokenReader;
import dev.halcyon.workspace.access.AccessControl;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The token service of a server: its routes, and the reader of its tokens. */
public final class IdentityService {

    private final TokenVerifier verifier;
    private final List<Route> routes;

    /**
     * A service.
     *
     * @param names that clients reach the server by
     * @param identityHeader what programs send to the managed identity endpoint
     */
    public IdentityService(
            AccessControl access,
            Path dataFolder,
            Collection<String> names,
            String identityHeader,
            List<OidcOptions> providers,
            InstantSource clock) {
        SigningKeys keys = new SigningKeys(dataFolder, clock);
        Audiences audiences = new Audiences(names);
        TokenIssuer issuer = new TokenIssuer(keys, clock);
        List<ExternalIssuer> external =
                providers.stream().map(ExternalIssuer::new).toList();
        this.verifier = new TokenVerifier(access, keys, audiences, external, clock);
        List<Route> all = new ArrayList<>();
        all.addAll(new TokenRoutes(access, issuer, audiences).routes());
        all.addAll(new ManagedIdentityRoutes(access, issuer, audiences, identityHeader).routes());
        all.addAll(new DiscoveryRoutes(access, keys).routes());
        this.routes = List.copyOf(all);
    }

    /** Reads tokens of this server and of the providers that it trusts. */
    public TokenReader tokens() {
        return verifier;
    }

    public List<Route> routes() {
        return routes;
    }
}
