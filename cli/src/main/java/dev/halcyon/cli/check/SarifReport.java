package dev.halcyon.cli.check;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.server.HalcyonServer;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The report for code scanning services: SARIF 2.1.0. */
final class SarifReport implements CheckReport {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final PrintStream out;
    private final ArrayNode results = JSON.createArrayNode();
    private final TreeSet<String> rules = new TreeSet<>();

    SarifReport(PrintStream out) {
        this.out = out;
    }

    @Override
    public void add(CheckedQuery checked) {
        for (Diagnostic diagnostic : checked.diagnostics()) {
            rules.add(diagnostic.code());
            results.add(result(checked.query(), diagnostic));
        }
    }

    private static ObjectNode result(QueryText query, Diagnostic diagnostic) {
        ObjectNode result = JSON.createObjectNode();
        result.put("ruleId", diagnostic.code());
        result.put(
                "level",
                switch (diagnostic.severity()) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                    case INFORMATION -> "note";
                });
        String hint = diagnostic.hint();
        result.putObject("message").put("text", diagnostic.message() + (hint == null ? "" : ". " + hint));
        ObjectNode location = result.putArray("locations").addObject();
        ObjectNode physical = location.putObject("physicalLocation");
        physical.putObject("artifactLocation").put("uri", uri(query.file()));
        ObjectNode region = physical.putObject("region");
        TextLocation start = TextLocation.of(query.text(), diagnostic.span());
        region.put("startLine", query.fileLine(start.line()));
        region.put("startColumn", query.fileColumn(start.column()));
        if (query.verbatim()) {
            TextLocation end = TextLocation.of(
                    query.text(),
                    new dev.halcyon.kql.diagnostic.SourceSpan(
                            diagnostic.span().end(), diagnostic.span().end()));
            region.put("endLine", query.fileLine(end.line()));
            region.put("endColumn", query.fileColumn(end.column()));
        }
        location.putArray("logicalLocations").addObject().put("name", query.id());
        return result;
    }

    /** A relative path stays relative: services resolve it against the repository. */
    private static String uri(Path file) {
        if (file.isAbsolute()) {
            return file.toUri().toString();
        }
        StringBuilder path = new StringBuilder();
        for (Path part : file.normalize()) {
            path.append(path.isEmpty() ? "" : "/")
                    .append(URI.create("x:/")
                            .resolve(encoded(part.toString()))
                            .getRawPath()
                            .substring(1));
        }
        return path.toString();
    }

    private static URI encoded(String segment) {
        try {
            return new URI(null, null, "/" + segment, null);
        } catch (java.net.URISyntaxException e) {
            throw new IllegalArgumentException("A path segment is always encodable: " + segment, e);
        }
    }

    @Override
    public void finish() {
        ObjectNode root = JSON.createObjectNode();
        root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        root.put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "halcyon check");
        driver.put("version", HalcyonServer.version());
        ArrayNode declared = driver.putArray("rules");
        rules.forEach(rule -> declared.addObject().put("id", rule));
        run.put("columnKind", "utf16CodeUnits");
        run.set("results", results);
        out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    }
}
