package dev.halcyon.cli.check;

import dev.halcyon.cli.UserException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads the queries of a rule file: analytics rules, hunting queries and parsers of Microsoft Sentinel. */
final class RuleFile {
    private static final List<String> QUERY_KEYS = List.of("query", "FunctionQuery", "ParserQuery");
    private static final List<String> ID_KEYS = List.of("id", "EquivalentBuiltInParser", "FunctionAlias", "name");

    private RuleFile() {}

    /** The queries of all documents of the file; a document without one, such as a workbook, adds none. */
    static List<QueryText> read(Path file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(String.valueOf(file))
                .setAllowDuplicateKeys(true)
                .setMaxAliasesForCollections(50)
                .build();
        List<QueryText> queries = new ArrayList<>();
        try {
            for (Node document : new Compose(settings).composeAllFromString(text)) {
                if (document instanceof MappingNode rule) {
                    add(file, text, rule, queries);
                }
            }
        } catch (YamlEngineException e) {
            throw new UserException("%s is not YAML: %s".formatted(file, e.getMessage()), e);
        }
        return queries;
    }

    private static void add(Path file, String text, MappingNode rule, List<QueryText> queries) {
        String id = ID_KEYS.stream()
                .flatMap(key -> find(rule, key).stream())
                .map(ScalarNode::getValue)
                .findFirst()
                .orElse(String.valueOf(file.getFileName()));
        for (String key : QUERY_KEYS) {
            find(rule, key).ifPresent(query -> queries.add(place(file, text, id, query)));
        }
    }

    private static Optional<ScalarNode> find(MappingNode rule, String key) {
        for (NodeTuple tuple : rule.getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode name
                    && name.getValue().equals(key)
                    && tuple.getValueNode() instanceof ScalarNode value) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    private static QueryText place(Path file, String text, String id, ScalarNode query) {
        int line = query.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        int column = query.getStartMark().map(mark -> mark.getColumn()).orElse(0);
        if (query.getScalarStyle() != ScalarStyle.LITERAL) {
            return new QueryText(id, file, query.getValue(), line, column, false);
        }
        // The lines of a literal block follow its header; all are indented alike, blank ones perhaps less.
        int indent = text.lines()
                .skip(line)
                .filter(content -> !content.isBlank())
                .findFirst()
                .map(content -> content.length() - content.stripLeading().length())
                .orElse(0);
        int own = query.getValue()
                .lines()
                .filter(content -> !content.isBlank())
                .findFirst()
                .map(content -> content.length() - content.stripLeading().length())
                .orElse(0);
        return new QueryText(id, file, query.getValue(), line + 1, Math.max(0, indent - own), true);
    }
}
