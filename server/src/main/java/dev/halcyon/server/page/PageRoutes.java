package dev.halcyon.server.page;

import dev.halcyon.server.http.Exchange;
import dev.halcyon.server.http.HttpProblem;
import dev.halcyon.server.http.Route;
import dev.halcyon.workspace.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The page's files out of the class path, and {@code /page/config.json}. */
public final class PageRoutes {

    private static final String ROOT = "/dev/halcyon/ui/page/";
    private static final String INDEX = "index.html";

    /** Names that the page's build makes; nothing else reaches the class path. */
    private static final Pattern ASSET = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");

    private static final String CONTENT_POLICY = "default-src 'self'; worker-src 'self' blob:; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
            + "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("ttf", "font/ttf"),
            Map.entry("md", "text/plain; charset=utf-8"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private static final JsonMapper JSON = JsonMapper.shared();

    private record File(byte[] content, String type, String etag) {}

    private final Workspace workspace;
    private final String version;
    private final Map<String, File> files = new ConcurrentHashMap<>();

    public PageRoutes(Workspace workspace, String version) {
        this.workspace = workspace;
        this.version = version;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/page/config.json", this::config),
                Route.get("/assets/{asset}", this::asset),
                Route.get("/index.html", exchange -> file(exchange, INDEX, false)),
                Route.get("/", exchange -> file(exchange, INDEX, false)));
    }

    private void asset(Exchange exchange) throws IOException {
        String name = exchange.pathParameter("asset");
        if (!ASSET.matcher(name).matches()) {
            throw missing();
        }
        // The build puts a digest into every asset's name, so a name never changes its content.
        file(exchange, "assets/" + name, true);
    }

    private void file(Exchange exchange, String name, boolean immutable) throws IOException {
        File file = load(name).orElseThrow(PageRoutes::missing);
        protect(exchange);
        exchange.setHeader("ETag", file.etag());
        exchange.setHeader("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
        if (exchange.header("If-None-Match").orElse("").contains(file.etag())) {
            exchange.respond(304);
        } else {
            exchange.respond(200, file.type(), file.content());
        }
    }

    private void config(Exchange exchange) throws IOException {
        ObjectNode config = JSON.createObjectNode();
        if (workspace.isDemo()) {
            config.put("workspaceId", Workspace.DEMO_NAME);
            config.put("apiKey", Workspace.DEMO_KEY);
        } else {
            config.put("workspaceId", workspace.store().identity().customerId().toString());
            config.putNull("apiKey");
        }
        config.put("product", "Halcyon");
        config.put("version", version);
        if (workspace.clock().isPinned()) {
            config.put("now", workspace.clock().now().toString());
        } else {
            config.putNull("now");
        }
        protect(exchange);
        exchange.setHeader("Cache-Control", "no-store");
        exchange.respond(200, config);
    }

    private static void protect(Exchange exchange) {
        exchange.setHeader("Content-Security-Policy", CONTENT_POLICY);
        exchange.setHeader("Referrer-Policy", "no-referrer");
        exchange.setHeader("X-Frame-Options", "DENY");
        exchange.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        exchange.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    }

    private Optional<File> load(String name) throws IOException {
        File cached = files.get(name);
        if (cached != null) {
            return Optional.of(cached);
        }
        try (InputStream resource = PageRoutes.class.getResourceAsStream(ROOT + name)) {
            if (resource == null) {
                return Optional.empty();
            }
            byte[] content = resource.readAllBytes();
            String extension = name.substring(name.lastIndexOf('.') + 1);
            File file = new File(
                    content, TYPES.getOrDefault(extension, "application/octet-stream"), '"' + digest(content) + '"');
            files.put(name, file);
            return Optional.of(file);
        }
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static HttpProblem missing() {
        return HttpProblem.of(404, "PathNotFoundError", "The requested path does not exist");
    }
}
