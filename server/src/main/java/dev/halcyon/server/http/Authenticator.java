package dev.halcyon.server.http;

import dev.halcyon.workspace.access.AccessControl;
import dev.halcyon.workspace.access.Caller;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Finds who sends a request (query.md section 10). */
public final class Authenticator {

    private static final String BEARER = "bearer ";
    private static final String BASIC = "basic ";

    private final AccessControl access;
    private final TokenReader tokens;
    private final BooleanSupplier keysDisabled;

    /**
     * An authenticator.
     *
     * @param keysDisabled whether the workspace accepts tokens only
     */
    public Authenticator(AccessControl access, TokenReader tokens, BooleanSupplier keysDisabled) {
        this.access = access;
        this.tokens = tokens;
        this.keysDisabled = keysDisabled;
    }

    /** From {@code X-Api-Key} or {@code Authorization: Bearer}. */
    Sender sender(Exchange exchange, Plane plane) {
        return sender(exchange, plane, keyHeader(exchange));
    }

    /** Also from the parameter {@code api_key} and from Basic, as user or password; for reading only. */
    Sender reader(Exchange exchange, Plane plane) {
        List<String> keys = keyHeader(exchange);
        exchange.parameters().first("api_key").ifPresent(keys::add);
        scheme(exchange, BASIC).ifPresent(credentials -> keys.addAll(basic(credentials)));
        return sender(exchange, plane, keys);
    }

    private static List<String> keyHeader(Exchange exchange) {
        List<String> keys = new ArrayList<>();
        exchange.header("X-Api-Key").ifPresent(keys::add);
        return keys;
    }

    private Sender sender(Exchange exchange, Plane plane, List<String> keys) {
        Optional<String> bearer = scheme(exchange, BEARER).map(String::strip).filter(text -> !text.isEmpty());
        if (bearer.isPresent() && isToken(bearer.get())) {
            return tokens.read(bearer.get(), plane, exchange.host());
        }
        bearer.ifPresent(keys::add);
        List<String> given =
                keys.stream().map(String::strip).filter(text -> !text.isEmpty()).toList();
        if (given.isEmpty()) {
            return new Sender.Missing();
        }
        Optional<Caller> caller =
                given.stream().map(access::byKey).flatMap(Optional::stream).findFirst();
        if (caller.isEmpty()) {
            return new Sender.RefusedKey("the key is unknown");
        }
        // Who holds the data folder can always enable keys again.
        if (keysDisabled.getAsBoolean()
                && !(plane == Plane.MANAGE && caller.get().isOwner())) {
            return new Sender.RefusedKey("keys are not accepted: disableLocalAuth is set, send a token");
        }
        return new Sender.Known(caller.get());
    }

    /** Keys have no dots, tokens two or more. */
    private static boolean isToken(String presented) {
        return presented.indexOf('.') != presented.lastIndexOf('.');
    }

    private static Optional<String> scheme(Exchange exchange, String scheme) {
        return exchange.header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(scheme))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static List<String> basic(String credentials) {
        try {
            String text = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8);
            return List.of(text.split(":", 2));
        } catch (IllegalArgumentException e) {
            // Undecodable credentials are still credentials, and wrong ones.
            return List.of(credentials);
        }
    }
}
