package dev.halcyon.kql.function;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code .functions} resources. A declaration is a line {@code <kind> <name>} and indented lines:
 *
 * <pre>
 * scalar bin
 *   (value: number, roundTo: number) -> widest of arguments
 *   named first
 *   azure yes
 *   doc floor to a multiple of the bin size
 * alias floor = bin
 * </pre>
 *
 * A parameter is {@code name: type}; {@code name?} is optional, {@code name*64} repeats up to 64 times, a word after the
 * type is its {@link Parameter.ArgumentForm}.
 */
final class CatalogueReader {

    private final Map<FunctionKind, Map<String, FunctionDeclaration>> declarations = new EnumMap<>(FunctionKind.class);
    private final Map<String, String> aliases = new HashMap<>();
    private @Nullable Builder current;

    private CatalogueReader() {}

    static FunctionCatalogue read(List<String> families) {
        CatalogueReader reader = new CatalogueReader();
        for (String family : families) {
            reader.readFamily(family);
        }
        reader.aliases.forEach((alias, target) -> {
            if (reader.declarations.values().stream().noneMatch(names -> names.containsKey(target))) {
                throw new IllegalStateException("Alias '%s' leads to undeclared '%s'".formatted(alias, target));
            }
        });
        return new FunctionCatalogue(reader.declarations, reader.aliases);
    }

    private void readFamily(String family) {
        String resource = family + ".functions";
        try (InputStream stream = CatalogueReader.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("Missing resource " + resource);
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            int number = 0;
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                try {
                    readLine(family, line);
                } catch (IllegalArgumentException e) {
                    throw new IllegalStateException("%s:%d: %s".formatted(resource, number, e.getMessage()), e);
                }
            }
            finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLine(String family, String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith(" ")) {
            Builder builder = current;
            if (builder == null) {
                throw new IllegalArgumentException("A detail without a declaration");
            }
            builder.detail(line.strip());
            return;
        }
        finish();
        String[] words = line.split(" ", 2);
        if (words[0].equals("alias")) {
            String[] sides = words[1].split(" = ", 2);
            aliases.put(sides[0], sides[1]);
        } else {
            current = new Builder(FunctionKind.valueOf(words[0].toUpperCase(Locale.ROOT)), words[1], family);
        }
    }

    private void finish() {
        Builder builder = current;
        if (builder != null) {
            FunctionDeclaration declaration = builder.build();
            FunctionDeclaration twin = declarations
                    .computeIfAbsent(declaration.kind(), kind -> new HashMap<>())
                    .put(declaration.name(), declaration);
            if (twin != null) {
                throw new IllegalStateException("'%s' is declared twice".formatted(declaration.name()));
            }
            current = null;
        }
    }

    private static final class Builder {
        private final FunctionKind kind;
        private final String name;
        private final String family;
        private final List<Signature> signatures = new ArrayList<>();
        private ResultName resultName = new ResultName.Generated();
        private AzureMonitorStatus azureMonitor = AzureMonitorStatus.YES;
        private boolean deterministic = true;
        private boolean deprecated;
        private String documentation = "";

        Builder(FunctionKind kind, String name, String family) {
            this.kind = kind;
            this.name = name;
            this.family = family;
        }

        void detail(String line) {
            if (line.startsWith("(")) {
                signatures.add(signature(line));
                return;
            }
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "named" -> resultName = ResultName.parse(words[1]);
                case "azure" -> azureMonitor = AzureMonitorStatus.valueOf(words[1].toUpperCase(Locale.ROOT));
                case "nondeterministic" -> deterministic = false;
                case "deprecated" -> deprecated = true;
                case "doc" -> documentation = words[1];
                default -> throw new IllegalArgumentException("Unknown detail '" + words[0] + "'");
            }
        }

        FunctionDeclaration build() {
            return new FunctionDeclaration(
                    name, kind, family, signatures, resultName, azureMonitor, deterministic, deprecated, documentation);
        }

        private static Signature signature(String line) {
            int end = line.lastIndexOf(") -> ");
            String inside = line.substring(1, end);
            List<Parameter> parameters = new ArrayList<>();
            if (!inside.isBlank()) {
                for (String parameter : inside.split(", ", -1)) {
                    parameters.add(parameter(parameter));
                }
            }
            return new Signature(parameters, ResultType.parse(line.substring(end + 5)));
        }

        private static Parameter parameter(String text) {
            String[] sides = text.split(": ", 2);
            String name = sides[0];
            int repeat = 1;
            int star = name.indexOf('*');
            if (star >= 0) {
                repeat = Integer.parseInt(name.substring(star + 1));
                name = name.substring(0, star);
            }
            boolean optional = name.endsWith("?");
            if (optional) {
                name = name.substring(0, name.length() - 1);
            }
            String[] type = sides[1].split(" ", 2);
            Parameter.ArgumentForm form = type.length == 1
                    ? Parameter.ArgumentForm.EXPRESSION
                    : Parameter.ArgumentForm.valueOf(
                            type[1].toUpperCase(Locale.ROOT).replace('-', '_'));
            return new Parameter(name, ParameterType.parse(type[0]), optional, repeat, form);
        }
    }
}
