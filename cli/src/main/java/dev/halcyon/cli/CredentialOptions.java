package dev.halcyon.cli;

import dev.halcyon.cli.client.Credential;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * Who a command is to a server. Options go before variables. The secret of an application has no option of its own:
 * everyone on a machine can read the command lines of its processes.
 */
final class CredentialOptions {
    private static final String TENANT = "AZURE_TENANT_ID";
    private static final String CLIENT = "AZURE_CLIENT_ID";
    private static final String SECRET = "AZURE_CLIENT_SECRET";
    private static final String TENANT_OPTION = "--tenant";
    private static final String CLIENT_OPTION = "--client-id";
    private static final String SECRET_OPTION = "--client-secret-file";
    private static final List<String> APPLICATION = List.of(CLIENT_OPTION, TENANT_OPTION, SECRET_OPTION);

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Key for --url. Default: the variables HALCYON_TOKEN, HALCYON_KEY, with https the application "
                            + "of AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, else DEMO_KEY")
    private @Nullable String key;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Bearer token for --url, in place of a key.")
    private @Nullable String token;

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file that holds nothing but the token.")
    private @Nullable Path tokenFile;

    @Option(names = CLIENT_OPTION, paramLabel = "ID", description = "Sign in as this application (halcyon app).")
    private @Nullable String clientId;

    @Option(names = TENANT_OPTION, paramLabel = "ID", description = "Its tenant. Default: the variable AZURE_TENANT_ID")
    private @Nullable String tenant;

    @Option(
            names = SECRET_OPTION,
            paramLabel = "FILE",
            description = "A file that holds nothing but its secret. Default: the variable AZURE_CLIENT_SECRET")
    private @Nullable Path secretFile;

    /**
     * Refuses the options where no server is asked.
     *
     * @param reason why none is needed
     * @throws UserException when one was given
     */
    void requireUnused(String reason) {
        names().findFirst().ifPresent(name -> {
            throw new UserException("%s works with --url only: %s.".formatted(name, reason));
        });
    }

    /** The options that were given. */
    private Stream<String> names() {
        return Stream.of(
                        name("--key", key),
                        name("--token", token),
                        name("--token-file", tokenFile),
                        name(CLIENT_OPTION, clientId),
                        name(TENANT_OPTION, tenant),
                        name(SECRET_OPTION, secretFile))
                .flatMap(Optional::stream);
    }

    private static Optional<String> name(String option, @Nullable Object value) {
        return Optional.ofNullable(value).map(_ -> option);
    }

    /**
     * What is presented to a server.
     *
     * @throws UserException when too much or too little was given, a file cannot be read, or the way there is open
     */
    Credential credential(URI address, Map<String, String> environment) {
        List<String> ways = names().map(name -> APPLICATION.contains(name) ? CLIENT_OPTION : name)
                .distinct()
                .toList();
        if (ways.size() > 1) {
            throw new UserException("Give one of %s.".formatted(String.join(" and ", ways)));
        }
        Credential credential = ways.equals(List.of(CLIENT_OPTION))
                ? application(environment)
                : given().or(() -> ofVariables(address, environment)).orElse(new Credential.Key(Workspace.DEMO_KEY));
        requireProtected(credential, address);
        return credential;
    }

    private Optional<Credential> given() {
        if (key != null) {
            return Optional.of(new Credential.Key(key));
        }
        if (token != null) {
            return Optional.of(new Credential.Token(token.strip()));
        }
        return Optional.ofNullable(tokenFile).map(file -> new Credential.Token(secret("--token-file", file)));
    }

    /** An application of the variables may be one of Azure's: its secret goes nowhere without https. */
    private static Optional<Credential> ofVariables(URI address, Map<String, String> environment) {
        Optional<Credential> own = variable(environment, "HALCYON_TOKEN")
                .<Credential>map(Credential.Token::new)
                .or(() -> variable(environment, "HALCYON_KEY").map(Credential.Key::new));
        if (own.isPresent() || !"https".equals(address.getScheme())) {
            return own;
        }
        return variable(environment, TENANT)
                .flatMap(tenant -> variable(environment, CLIENT)
                        .flatMap(client -> variable(environment, SECRET)
                                .map(secret -> new Credential.ClientSecret(tenant, client, secret))));
    }

    private Credential application(Map<String, String> environment) {
        String secret = secretFile == null
                ? require(null, environment, SECRET_OPTION, SECRET)
                : secret(SECRET_OPTION, secretFile);
        return new Credential.ClientSecret(
                require(tenant, environment, TENANT_OPTION, TENANT),
                require(clientId, environment, CLIENT_OPTION, CLIENT),
                secret);
    }

    private static String require(
            @Nullable String given, Map<String, String> environment, String option, String variable) {
        return Optional.ofNullable(given)
                .or(() -> variable(environment, variable))
                .orElseThrow(() -> new UserException(
                        "An application signs in with tenant, client id and secret: give %s or the variable %s."
                                .formatted(option, variable)));
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static String secret(String option, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.isEmpty() || text.lines().count() > 1) {
                throw new UserException("%s %s has to hold one line and nothing else.".formatted(option, file));
            }
            return text;
        } catch (IOException e) {
            throw new UserException("%s %s cannot be read.".formatted(option, file), e);
        }
    }

    /** Keys may be sent openly within a network of one's own; what opens more than this server may not. */
    private static void requireProtected(Credential credential, URI address) {
        boolean open = !"https".equals(address.getScheme()) && !isHere(address);
        boolean sendable = switch (credential) {
            case Credential.Key(String text) -> isHeader(text);
            case Credential.Token(String text) -> isHeader(text);
            case Credential.ClientSecret _ -> true;
        };
        if (!sendable) {
            throw new UserException("The key or token is empty or holds characters that none has.");
        }
        if (open && !(credential instanceof Credential.Key)) {
            throw new UserException("Tokens and secrets are sent to other machines over https only, and --url is %s."
                    .formatted(address));
        }
    }

    private static boolean isHeader(String text) {
        return !text.isEmpty() && text.chars().allMatch(character -> character > ' ' && character <= '~');
    }

    /** True for an address of this machine. */
    static boolean isHere(URI address) {
        return List.of("localhost", "127.0.0.1", "[::1]", "::1")
                .contains(address.getHost().toLowerCase(Locale.ROOT));
    }
}
