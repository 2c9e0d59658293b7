package dev.halcyon.engine.runtime;

import dev.halcyon.engine.sql.SqlType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Texts with a structure: URLs, paths, CSV lines, versions, addresses. */
final class ParsingFunctions {

    private static final int VERSION_PARTS = 4;
    private static final int VERSION_DIGITS = 8;
    private static final int VERSION_FRACTION = 11;

    private ParsingFunctions() {}

    static void register(FunctionList list) {
        SqlType text = SqlType.VARCHAR;
        list.strict("kql_parse_csv", "", text, a -> StringFunctions.array(csv(a.text(0))), text);
        list.strict("kql_parse_url", "", text, a -> url(a.text(0)).write(), text);
        list.strict(
                "kql_parse_url_query",
                "",
                text,
                a -> bag(Map.of("Query Parameters", query(a.text(0)))).write(),
                text);
        list.strict("kql_parse_path", "", text, a -> path(a.text(0)).write(), text);
        list.strict("kql_parse_xml", "", text, a -> xml(a.text(0)), text);
        list.strict("kql_parse_user_agent", "", text, a -> userAgent(a.text(0), a.text(1)), text, text);
        list.strict("kql_parse_version", "", text, a -> version(a.text(0)), text);
        list.strict("kql_parse_command_line", "", text, a -> StringFunctions.array(CommandLine.split(a.text(0))), text);
    }

    private static Json bag(Map<String, Json> members) {
        return new Json.Bag(members);
    }

    private static List<String> csv(String text) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (quoted && c == '"' && index + 1 < text.length() && text.charAt(index + 1) == '"') {
                field.append('"');
                index++;
            } else if (c == '"' && (quoted || field.isEmpty())) {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                fields.add(field.toString());
                field.setLength(0);
            } else if ((c == '\n' || c == '\r') && !quoted) {
                break;
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }

    private static Json url(String url) {
        Map<String, Json> parts = new LinkedHashMap<>();
        String rest = url;
        String scheme = "";
        int colon = rest.indexOf("://");
        if (colon >= 0) {
            scheme = rest.substring(0, colon);
            rest = rest.substring(colon + 3);
        }
        String fragment = "";
        int hash = rest.indexOf('#');
        if (hash >= 0) {
            fragment = rest.substring(hash + 1);
            rest = rest.substring(0, hash);
        }
        String query = "";
        int question = rest.indexOf('?');
        if (question >= 0) {
            query = rest.substring(question + 1);
            rest = rest.substring(0, question);
        }
        int slash = rest.indexOf('/');
        String authority = slash >= 0 ? rest.substring(0, slash) : rest;
        String path = slash >= 0 ? rest.substring(slash) : "";
        int at = authority.lastIndexOf('@');
        String user = at >= 0 ? authority.substring(0, at) : "";
        String hostAndPort = authority.substring(at + 1);
        int port = hostAndPort.lastIndexOf(':');
        boolean hasPort = port >= 0 && port > hostAndPort.lastIndexOf(']');
        int userColon = user.indexOf(':');
        text(parts, "Scheme", scheme);
        text(parts, "Host", hasPort ? hostAndPort.substring(0, port) : hostAndPort);
        text(parts, "Port", hasPort ? hostAndPort.substring(port + 1) : "");
        text(parts, "Path", path);
        text(parts, "Username", userColon >= 0 ? user.substring(0, userColon) : user);
        text(parts, "Password", userColon >= 0 ? user.substring(userColon + 1) : "");
        parts.put("Query Parameters", query(query));
        text(parts, "Fragment", fragment);
        return bag(parts);
    }

    private static void text(Map<String, Json> parts, String key, String value) {
        parts.put(key, new Json.Text(value));
    }

    private static Json query(String query) {
        Map<String, Json> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.put(decoded(key), new Json.Text(decoded(value)));
            }
        }
        return bag(parameters);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static Json path(String path) {
        String rest = path;
        String scheme = "";
        int colon = rest.indexOf("://");
        if (colon >= 0) {
            scheme = rest.substring(0, colon);
            rest = rest.substring(colon + 3);
        }
        String stream = "";
        int streamColon = rest.lastIndexOf(':');
        if (streamColon > 1) {
            stream = rest.substring(streamColon + 1);
            rest = rest.substring(0, streamColon);
        }
        int separator = Math.max(rest.lastIndexOf('/'), rest.lastIndexOf('\\'));
        String directory = separator >= 0 ? rest.substring(0, separator) : "";
        String file = rest.substring(separator + 1);
        int dot = file.lastIndexOf('.');
        String root = rest.length() > 2 && rest.charAt(1) == ':' ? rest.substring(0, 3) : "";
        int parent = Math.max(directory.lastIndexOf('/'), directory.lastIndexOf('\\'));
        Map<String, Json> parts = new LinkedHashMap<>();
        text(parts, "Scheme", scheme);
        text(parts, "RootPath", root);
        text(parts, "DirectoryPath", directory);
        text(parts, "DirectoryName", directory.substring(parent + 1));
        text(parts, "Filename", file);
        text(parts, "Extension", dot >= 0 ? file.substring(dot + 1) : "");
        text(parts, "AlternateDataStreamName", stream);
        return bag(parts);
    }

    private static @Nullable String xml(String text) {
        Json document = XmlReader.read(text);
        return document == null ? null : document.write();
    }

    /** The parts that the list names: browser, os, device. */
    private static String userAgent(String text, String wanted) {
        UserAgentParser parsed = UserAgentParser.of(text);
        Map<String, Json> parts = new LinkedHashMap<>();
        for (String part : JsonText.elementTexts(wanted)) {
            switch (part.toLowerCase(Locale.ROOT)) {
                case "browser" -> parts.put("Browser", parsed.browser());
                case "os" -> parts.put("OperatingSystem", parsed.system());
                case "device" -> parts.put("Device", parsed.device());
                default ->
                    throw new QueryFailure(
                            "parse_user_agent() looks for browser, os and device, not for '%s'".formatted(part));
            }
        }
        return bag(parts).write();
    }

    /**
     * Four numbers of up to eight digits as one decimal. The last three groups of digits and a little of the second
     * stand behind the point, for the engine's decimals have room for 21 digits before it; the order of versions is the
     * order of these decimals.
     */
    private static @Nullable String version(String text) {
        String[] parts = text.strip().split("\\.", -1);
        if (parts.length > VERSION_PARTS) {
            return null;
        }
        StringBuilder digits = new StringBuilder();
        for (int index = 0; index < VERSION_PARTS; index++) {
            String part = index < parts.length ? parts[index] : "0";
            boolean number = !part.isEmpty()
                    && part.length() <= VERSION_DIGITS
                    && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number) {
                return null;
            }
            digits.repeat('0', VERSION_DIGITS - part.length()).append(part);
        }
        return digits.insert(digits.length() - VERSION_FRACTION, '.').toString();
    }
}
