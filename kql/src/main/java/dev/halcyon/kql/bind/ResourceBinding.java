package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.syntax.FunctionCall;
import dev.halcyon.kql.syntax.LiteralExpression;
import dev.halcyon.kql.syntax.LiteralValue;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.PathExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tables of a named resource (R134): {@code workspace("id").T}, {@code app("id").T}, {@code resource("armId").T},
 * {@code database("name").T}. The workspace itself resolves, and every resource that rows can be about.
 */
final class ResourceBinding {

    private static final int MAXIMUM_RESOURCES = 100;
    private static final Set<String> OWN = Set.of("workspace", "app", "resource", "database");
    private static final Map<String, String> FOREIGN = Map.of(
            "adx", "Import the table into this workspace",
            "arg", "Import the resources into a table of this workspace",
            "cluster", "Name a table of this workspace");

    private final BindingSession session;

    ResourceBinding(BindingSession session) {
        this.session = session;
    }

    /** Whether {@code expression.T} names a table of a resource rather than a member of a dynamic value. */
    static boolean isResource(SyntaxExpression expression, Environment environment) {
        SyntaxExpression target = expression;
        while (target instanceof PathExpression path) {
            target = path.target();
        }
        return target instanceof FunctionCall call
                && (OWN.contains(call.function().text())
                        || FOREIGN.containsKey(call.function().text()))
                && environment.find(call.function().text()).isEmpty();
    }

    Rowset bind(PathExpression path, Environment environment) {
        Optional<String> resource = resolve(path.target(), environment);
        Rowset rows = bindMember(path, environment, resource.isPresent());
        return resource.map(id -> rows.filtered(ResourceFilter.about(id, rows.relation(), session)))
                .orElse(rows);
    }

    private Rowset bindMember(PathExpression path, Environment environment, boolean tableOnly) {
        TabularBinder tables = new TabularBinder(session);
        return switch (path.member()) {
            case NameReference table
            when !tableOnly || session.context().catalog().table(table.name()).isPresent() ->
                tables.bind(table, Environment.root());
            case NameReference other ->
                throw session.error(
                        SemanticError.UNRESOLVED_NAME,
                        other.span(),
                        "Failed to resolve table named '%s'".formatted(other.name()),
                        "Behind a resource stands the name of a stored table");
            case FunctionCall call when call.function().text().equals("table") -> tables.bind(call, environment);
            case FunctionCall call
            when call.arguments().isEmpty() && !tableOnly -> tables.bind(call, Environment.root());
            default ->
                throw session.error(
                        SemanticError.NOT_ALLOWED_HERE,
                        path.member().span(),
                        tableOnly
                                ? "A function cannot be asked about another resource"
                                : "A function of another resource cannot take arguments",
                        tableOnly
                                ? "Name a table, or filter the function's rows by _ResourceId"
                                : "Call the function directly, or name a table");
        };
    }

    /**
     * Checks that the resource is this workspace.
     *
     * @throws dev.halcyon.kql.diagnostic.KqlException when it is another one, or a kind that nothing serves
     */
    void requireOwn(SyntaxExpression target, Environment environment) {
        resolve(target, environment).ifPresent(resource -> {
            throw session.error(
                    SemanticError.NOT_ALLOWED_HERE,
                    target.span(),
                    "A pattern of names cannot stand behind another resource",
                    "Name its tables one by one");
        });
    }

    /** The lower-case id of the resource whose rows are meant; empty for the workspace. */
    private Optional<String> resolve(SyntaxExpression target, Environment environment) {
        SyntaxExpression first = target;
        while (first instanceof PathExpression path) {
            first = path.target();
        }
        if (!(first instanceof FunctionCall call) || !isResource(target, environment)) {
            throw session.error(
                    SemanticError.WRONG_SHAPE,
                    target.span(),
                    "Expected a resource such as workspace(\"name\") before the '.'");
        }
        String kind = call.function().text();
        session.require(
                kind.equals("cluster") || kind.equals("database")
                        ? DialectProfile.Construct.DATABASE
                        : DialectProfile.Construct.RESOURCE,
                call.span());
        String advice = FOREIGN.get(kind);
        if (advice != null) {
            throw session.unsupported(call.span(), "The source %s()".formatted(kind), advice);
        }
        if (!target.equals(first)) {
            throw session.error(
                    SemanticError.WRONG_SHAPE, target.span(), "%s() is followed by one name".formatted(kind));
        }
        String id = id(call, kind);
        if (session.resources(id) > MAXIMUM_RESOURCES) {
            throw session.error(
                    SemanticError.INVALID_VALUE,
                    call.span(),
                    "A query reads at most %d resources".formatted(MAXIMUM_RESOURCES));
        }
        if (session.context().catalog().answersTo(id)) {
            return Optional.empty();
        }
        if (!kind.equals("resource") || !session.context().catalog().hasRowsAbout(id)) {
            throw session.error(
                    SemanticError.UNRESOLVED_RESOURCE,
                    call.span(),
                    "The resource '%s' cannot be resolved".formatted(id),
                    "This server holds one workspace: give its name, id or resource id");
        }
        return Optional.of(id.toLowerCase(Locale.ROOT));
    }

    private String id(FunctionCall call, String kind) {
        Optional<String> id =
                call.arguments().size() == 1 && call.arguments().getFirst().name() == null
                        ? text(call.arguments().getFirst().value())
                        : Optional.empty();
        SourceSpan span = call.span();
        return id.orElseThrow(() -> session.error(
                SemanticError.NOT_CONSTANT,
                span,
                "%s() takes one string literal: the name or id of the resource".formatted(kind)));
    }

    private static Optional<String> text(SyntaxExpression expression) {
        return expression instanceof LiteralExpression literal
                        && literal.value() instanceof LiteralValue.StringValue string
                ? Optional.of(string.value())
                : Optional.empty();
    }
}
