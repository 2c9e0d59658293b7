package dev.halcyon.kql.function;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every declared function by kind and name. Names are case-sensitive (R1); an alias leads to the declaration of the
 * function it stands for.
 */
public final class FunctionCatalogue {

    private static final List<String> FAMILIES = List.of(
            "operator",
            "conversion",
            "conditional",
            "mathematics",
            "rounding",
            "binary",
            "string",
            "datetime",
            "dynamic",
            "hash",
            "ip",
            "unit",
            "geospatial",
            "series",
            "window",
            "context",
            "aggregate",
            "sketch",
            "plugin",
            "halcyon",
            "graph",
            "source",
            "alias");

    private static final FunctionCatalogue STANDARD = CatalogueReader.read(FAMILIES);

    private final Map<FunctionKind, Map<String, FunctionDeclaration>> declarations;
    private final Map<String, String> aliases;

    FunctionCatalogue(Map<FunctionKind, Map<String, FunctionDeclaration>> declarations, Map<String, String> aliases) {
        this.declarations = Map.copyOf(declarations);
        this.aliases = Map.copyOf(aliases);
    }

    /** The catalogue of the language. */
    public static FunctionCatalogue standard() {
        return STANDARD;
    }

    /** The declaration of that name or alias. */
    public Optional<FunctionDeclaration> find(FunctionKind kind, String name) {
        Map<String, FunctionDeclaration> ofKind = declarations.getOrDefault(kind, Map.of());
        FunctionDeclaration direct = ofKind.get(name);
        if (direct != null) {
            return Optional.of(direct);
        }
        return Optional.ofNullable(aliases.get(name)).map(ofKind::get);
    }

    /** The declaration of a name that must be declared; for the program's own use. */
    public FunctionDeclaration get(FunctionKind kind, String name) {
        return find(kind, name).orElseThrow(() -> new IllegalArgumentException("No %s '%s'".formatted(kind, name)));
    }

    /** All declarations of a kind, by name. */
    public Collection<FunctionDeclaration> all(FunctionKind kind) {
        return new TreeMap<>(declarations.getOrDefault(kind, Map.of())).values();
    }

    /** Alias to canonical name. */
    public Map<String, String> aliases() {
        return new TreeMap<>(aliases);
    }
}
