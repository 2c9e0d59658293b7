package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.Diagnostic;
import dev.halcyon.kql.diagnostic.KqlException;
import dev.halcyon.kql.diagnostic.Severity;
import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.diagnostic.TextLocation;
import dev.halcyon.kql.function.FunctionCatalogue;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.syntax.QueryOperator;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What all parts of one binding share. */
final class BindingSession {

    /** Deepest nesting of calls of user functions. */
    private static final int MAXIMUM_CALL_DEPTH = 64;

    /** Codes of mistakes that another mistake cannot cause. */
    private static final Set<String> INDEPENDENT = Set.of(
            SemanticError.UNKNOWN_FUNCTION.code(),
            SemanticError.ARGUMENT_COUNT.code(),
            SemanticError.UNKNOWN_PROPERTY.code(),
            SemanticError.NOT_SUPPORTED.code(),
            SemanticError.NOT_ALLOWED_HERE.code(),
            SemanticError.UNRESOLVED_RESOURCE.code());

    /** Columns of all relations of a plan; the widest search over every built-in table has a tenth of this. */
    private static final int MAXIMUM_COLUMNS = 1_000_000;

    private static final DialectProfile LIMITED = new LimitedTableProfile();

    private record SavedCall(String alias, SourceSpan span) {}

    private final BindingContext context;
    private final DialectProfile profile;
    private final ColumnIds ids = new ColumnIds();
    private final OpenColumns openColumns;
    private final boolean analysing;
    private final Set<Diagnostic> errors = new LinkedHashSet<>();
    private int failures;
    private boolean speculating;
    private final Set<Diagnostic> warnings = new LinkedHashSet<>();
    private final Set<String> resources = new HashSet<>();
    private final LimitedTables limitedTables = new LimitedTables();
    private final RequestProperties properties = new RequestProperties();
    private final Set<String> probed = new HashSet<>();
    private final Deque<SavedCall> savedCalls = new ArrayDeque<>();
    private long nowTicks;
    private int callDepth;

    BindingSession(BindingContext context, DialectProfile profile) {
        this(context, profile, new OpenColumns(), false);
    }

    BindingSession(BindingContext context, DialectProfile profile, OpenColumns openColumns, boolean analysing) {
        this.analysing = analysing;
        this.context = context;
        this.profile = profile;
        this.openColumns = openColumns;
        this.nowTicks = context.nowTicks();
    }

    BindingContext context() {
        return context;
    }

    DialectProfile profile() {
        return profile;
    }

    RequestProperties properties() {
        return properties;
    }

    ColumnIds ids() {
        return ids;
    }

    /** True when a request is only looked at, never run. */
    boolean analysing() {
        return analysing;
    }

    OpenColumns openColumns() {
        return openColumns;
    }

    FunctionCatalogue catalogue() {
        return FunctionCatalogue.standard();
    }

    long nowTicks() {
        return nowTicks;
    }

    /** The instant of {@code now()} (R49). */
    Literal now() {
        return new Literal(ScalarType.DATETIME, nowTicks);
    }

    void replaceNow(long ticks) {
        nowTicks = ticks;
    }

    List<Diagnostic> warnings() {
        return List.copyOf(warnings);
    }

    /** The errors kept so far. */
    List<Diagnostic> errors() {
        return List.copyOf(errors);
    }

    /** Counts every failure kept, repeated ones too: what was bound while it grew is not to be trusted. */
    int failures() {
        return failures;
    }

    /**
     * Keeps a failure, so that the rest of the request is checked too. A text bound twice, such as the body of a
     * function, reports its mistakes once.
     *
     * @param doubtful whether an earlier failure may be the cause of this one: then only those findings are kept that
     *     hang on no column
     * @throws KqlException the failure itself, where binding is a mere attempt
     */
    void keep(KqlException failure, boolean doubtful) {
        if (speculating) {
            throw failure;
        }
        failures++;
        for (Diagnostic diagnostic : failure.diagnostics()) {
            if (!doubtful || INDEPENDENT.contains(diagnostic.code())) {
                errors.add(diagnostic);
            }
        }
    }

    /** Binds something whose failure the caller handles. */
    <T> T speculate(Supplier<T> attempt) {
        boolean outer = speculating;
        speculating = true;
        try {
            return attempt.get();
        } finally {
            speculating = outer;
        }
    }

    void warn(SemanticError code, SourceSpan span, String message) {
        warnings.add(new Diagnostic(code.code(), Severity.WARNING, message, place(span), null));
    }

    /** Where in the request something stands: what stands in a stored function is told at its call. */
    private SourceSpan place(SourceSpan span) {
        return savedCalls.isEmpty() ? span : savedCalls.getLast().span();
    }

    /** What a name stands for: a let or parameter, else a function of the workspace. */
    Optional<Definition> definition(Environment environment, String name) {
        Optional<Definition> defined = environment.find(name);
        return defined.isPresent() || !profile.nowIsKnown()
                ? defined
                : context.catalog().function(name).map(Definition.Function::of);
    }

    /** Looks into the body of a stored function; empty when that leads back to the same function. */
    <T> Optional<T> probe(SavedFunction function, Supplier<T> look) {
        if (!probed.add(function.alias())) {
            return Optional.empty();
        }
        try {
            return Optional.of(look.get());
        } finally {
            probed.remove(function.alias());
        }
    }

    /** Counts a resource that the request names; how many it names so far. */
    int resources(String id) {
        resources.add(id.toLowerCase(Locale.ROOT));
        return resources.size();
    }

    /** Refuses a request whose lets and functions multiply into a plan that would not end. */
    void checkSize(SourceSpan span) {
        if (ids.count() > MAXIMUM_COLUMNS) {
            throw error(
                    SemanticError.TOO_LARGE,
                    span,
                    "The query reads more than %d columns".formatted(MAXIMUM_COLUMNS),
                    "Use a table less often, or keep fewer columns of it with project");
        }
    }

    KqlException error(SemanticError code, SourceSpan span, String message) {
        return error(code, span, message, (String) null);
    }

    KqlException error(SemanticError code, SourceSpan span, String message, Optional<String> hint) {
        return error(code, span, message, hint.orElse(null));
    }

    KqlException error(SemanticError code, SourceSpan span, String message, @Nullable String hint) {
        return new KqlException(List.of(new Diagnostic(code.code(), Severity.ERROR, message, span, hint)));
    }

    KqlException unsupported(SourceSpan span, String what, String advice) {
        return error(SemanticError.NOT_SUPPORTED, span, what + " is not supported", advice);
    }

    /**
     * Binds the body of a stored function, whose positions are those of another text: its mistakes are told at the call,
     * with function and position in the message.
     */
    <T> T inSaved(SourceSpan call, SavedFunction function, Supplier<T> body) {
        if (savedCalls.stream().anyMatch(outer -> outer.alias().equals(function.alias()))) {
            throw error(
                    SemanticError.RECURSION,
                    call,
                    "Function '%s' calls itself".formatted(function.alias()),
                    "A function cannot call itself");
        }
        savedCalls.push(new SavedCall(function.alias(), call));
        try {
            return speculate(body);
        } catch (KqlException e) {
            throw new KqlException(e.diagnostics().stream()
                    .map(diagnostic -> inFunction(diagnostic, function, call))
                    .toList());
        } finally {
            savedCalls.pop();
        }
    }

    private static Diagnostic inFunction(Diagnostic diagnostic, SavedFunction function, SourceSpan call) {
        TextLocation place = TextLocation.of(function.text(), diagnostic.span());
        return new Diagnostic(
                diagnostic.code(),
                diagnostic.severity(),
                "%s (in function '%s', line %d, position %d)"
                        .formatted(diagnostic.message(), function.alias(), place.line(), place.column()),
                call,
                diagnostic.hint());
    }

    /** What the request reads and uses of tables with a cheaper plan. */
    LimitedTables limitedTables() {
        return limitedTables;
    }

    /** Takes note of a table that is read. */
    void read(TableSchema table, SourceSpan span) {
        limitedTables.read(table, context.catalog().isLimited(table), place(span));
    }

    /** Refuses an operator that the place does not allow. */
    void require(QueryOperator operator) {
        String what = "Operator '%s'".formatted(OperatorNames.of(operator));
        profile.refusal(operator).ifPresent(reason -> {
            throw error(SemanticError.NOT_ALLOWED_HERE, operator.span(), what + " is not allowed here", reason);
        });
        LIMITED.refusal(operator).ifPresent(reason -> limitedTables.use(what, place(operator.span()), reason));
    }

    /** Refuses a construct that the place does not allow. */
    void require(DialectProfile.Construct construct, SourceSpan span) {
        LIMITED.refusal(construct).ifPresent(reason -> limitedTables.use(construct.text(), place(span), reason));
        profile.refusal(construct).ifPresent(reason -> {
            throw error(
                    SemanticError.NOT_ALLOWED_HERE, span, "%s is not allowed here".formatted(construct.text()), reason);
        });
    }

    /** Runs the binding of a function body, refusing runaway recursion. */
    <T> T inCall(SourceSpan span, String function, Supplier<T> body) {
        if (callDepth >= MAXIMUM_CALL_DEPTH) {
            throw error(
                    SemanticError.RECURSION,
                    span,
                    "Calls are nested more than %d deep at '%s'".formatted(MAXIMUM_CALL_DEPTH, function),
                    "A function cannot call itself");
        }
        callDepth++;
        try {
            return body.get();
        } finally {
            callDepth--;
        }
    }
}
