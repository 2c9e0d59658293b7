package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.Argument;
import dev.halcyon.kql.syntax.EvaluateOperator;
import dev.halcyon.kql.syntax.SchemaDeclaration;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The call of a plugin: its input, its arguments, and what binding them needs. */
final class PluginCall {

    private final BindingSession session;
    private final Environment environment;
    private final Optional<Rowset> input;
    private final EvaluateOperator evaluate;

    PluginCall(BindingSession session, Environment environment, Optional<Rowset> input, EvaluateOperator evaluate) {
        this.session = session;
        this.environment = environment;
        this.input = input;
        this.evaluate = evaluate;
    }

    BindingSession session() {
        return session;
    }

    Environment environment() {
        return environment;
    }

    /** The plugin's name. */
    String name() {
        return evaluate.plugin().function().text();
    }

    /** The rows in front of {@code evaluate}. */
    Rowset input() {
        return input.orElseThrow(() -> error(SemanticError.WRONG_SHAPE, "needs rows in front of it"));
    }

    /** All arguments, as written. */
    List<Argument> arguments() {
        return evaluate.plugin().arguments();
    }

    /** Unnamed arguments, in order. */
    List<SyntaxExpression> positional() {
        return evaluate.plugin().arguments().stream()
                .filter(argument -> argument.name() == null)
                .map(Argument::value)
                .toList();
    }

    /** The argument of that name, else the unnamed one at that position. */
    Optional<SyntaxExpression> argument(int position, String name) {
        for (Argument argument : evaluate.plugin().arguments()) {
            if (argument.name() != null && argument.name().text().equals(name)) {
                return Optional.of(argument.value());
            }
        }
        List<SyntaxExpression> positional = positional();
        return position < positional.size() ? Optional.of(positional.get(position)) : Optional.empty();
    }

    /** An argument that must be there. */
    SyntaxExpression required(int position, String name) {
        return argument(position, name)
                .orElseThrow(() -> error(SemanticError.ARGUMENT_COUNT, "needs an argument '%s'".formatted(name)));
    }

    /** Refuses arguments of other names, and more unnamed ones than {@code most}. */
    void expect(int most, String... names) {
        for (Argument argument : evaluate.plugin().arguments()) {
            if (argument.name() != null
                    && !Set.of(names).contains(argument.name().text())) {
                throw session.error(
                        SemanticError.ARGUMENT_COUNT,
                        argument.span(),
                        "%s(): there is no argument '%s'"
                                .formatted(name(), argument.name().text()),
                        Suggestions.didYouMean(argument.name().text(), List.of(names)));
            }
        }
        List<SyntaxExpression> positional = positional();
        if (positional.size() > most) {
            throw session.error(
                    SemanticError.ARGUMENT_COUNT,
                    positional.get(most).span(),
                    "%s() takes at most %d arguments".formatted(name(), most));
        }
    }

    /** An expression over the input's rows. */
    ScalarExpression value(SyntaxExpression expression) {
        return new ScalarBinder(session, environment, RowScope.of(name(), input())).bind(expression);
    }

    /** A condition over the input's rows. */
    ScalarExpression condition(SyntaxExpression expression) {
        return new ScalarBinder(session, environment, RowScope.of(name(), input())).bindCondition(expression);
    }

    /** The rows as the plugin's answer where only the data know all its columns. */
    Rowset open(Rowset rows) {
        return session.openColumns().open(rows, String.valueOf(span().start()), session.ids());
    }

    /** Where the call stands. */
    SourceSpan span() {
        return evaluate.plugin().span();
    }

    /** A column of the input. */
    PlanColumn column(SyntaxExpression expression) {
        if (value(expression) instanceof ColumnReference reference) {
            return reference.column();
        }
        throw session.error(
                SemanticError.ARGUMENT_TYPE,
                expression.span(),
                "%s(): expected the name of a column".formatted(name()));
    }

    /** The columns from a position on, each of another name. */
    List<PlanColumn> dimensions(int from) {
        List<PlanColumn> columns = new ArrayList<>();
        List<SyntaxExpression> positional = positional();
        for (int index = from; index < positional.size(); index++) {
            PlanColumn column = column(positional.get(index));
            if (columns.contains(column)) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        positional.get(index).span(),
                        "%s(): dimension '%s' is there already".formatted(name(), column.name()));
            }
            columns.add(column);
        }
        return columns;
    }

    /** A table named or written as an argument, without its hidden columns. */
    Rowset table(SyntaxExpression expression) {
        TabularBinder tables = new TabularBinder(session);
        if (!tables.isTabular(expression, environment)) {
            throw session.error(
                    SemanticError.WRONG_SHAPE, expression.span(), "%s(): expected a table".formatted(name()));
        }
        return tables.bind(expression, environment).withoutHidden();
    }

    /**
     * A value that is the same for all rows. What the binder cannot compute itself is asked from the engine; where a
     * query is bound but not run, {@code unknown} stands for it.
     */
    Literal constant(SyntaxExpression expression, ScalarType type, Literal unknown) {
        Literal value = constant(expression, unknown);
        if (value.equals(unknown) || value.type() == type) {
            return value;
        }
        return ComputedConstants.of(ConstantFolder.convert(value, type), session)
                .orElse(unknown);
    }

    /** A constant of any type. */
    Literal constant(SyntaxExpression expression, Literal unknown) {
        ScalarExpression bound = new ScalarBinder(session, environment, RowScope.empty(name())).bind(expression);
        return ComputedConstants.of(bound, session).orElse(unknown);
    }

    /** A text constant. */
    Optional<String> text(int position, String name) {
        return argument(position, name).map(expression -> (String)
                constant(expression, ScalarType.STRING, Literal.ofString("")).value());
    }

    /** A truth constant. */
    boolean flag(int position, String name, boolean otherwise) {
        return argument(position, name)
                .map(expression -> Boolean.TRUE.equals(constant(expression, ScalarType.BOOL, Literal.ofBool(otherwise))
                        .value()))
                .orElse(otherwise);
    }

    /** A whole number that must be positive. */
    long positive(SyntaxExpression expression, String what) {
        Literal value = constant(expression, ScalarType.LONG, Literal.ofLong(1));
        if (value.value() instanceof Long number && number > 0) {
            return number;
        }
        throw session.error(
                SemanticError.INVALID_VALUE, expression.span(), "%s(): %s must be positive".formatted(name(), what));
    }

    /** Asks the data; empty where a query is bound but not run. */
    Optional<List<List<Literal>>> probe(Supplier<Relation> question, int maximumRows) {
        return session.context().probe().map(probe -> probe.rows(question.get(), maximumRows));
    }

    /** The columns that {@code : (schema)} asks for, without those that {@code *} means. */
    Optional<List<Column>> schema() {
        SchemaDeclaration schema = evaluate.schema();
        return schema == null
                ? Optional.empty()
                : Optional.of(schema.columns().stream()
                        .map(column -> new Column(column.name().text(), CallBinding.scalarType(session, column.type())))
                        .toList());
    }

    /** Whether {@code : (*, …)} asks for the input's columns too. */
    boolean schemaHasStar() {
        SchemaDeclaration schema = evaluate.schema();
        return schema != null && schema.star();
    }

    /** The rows in the columns that {@code : (schema)} asks for; what the plugin does not give, or not so, is refused. */
    Rowset declared(Rowset rows) {
        Optional<List<Column>> schema = schema();
        if (schema.isEmpty()) {
            return rows;
        }
        List<PlanColumn> available = rows.visibleColumns();
        List<Assignment> assignments = new ArrayList<>();
        if (schemaHasStar()) {
            List<String> inputNames =
                    input().visibleColumns().stream().map(PlanColumn::name).toList();
            available.stream()
                    .filter(column -> inputNames.contains(column.name()))
                    .filter(column -> schema.get().stream()
                            .noneMatch(asked -> asked.name().equals(column.name())))
                    .forEach(column -> assignments.add(new Assignment(column, new ColumnReference(column))));
        }
        for (Column asked : schema.get()) {
            PlanColumn column = available.stream()
                    .filter(candidate -> candidate.name().equals(asked.name()) && candidate.type() == asked.type())
                    .findFirst()
                    .or(() -> rows.open() ? Optional.of(session.ids().column(asked)) : Optional.empty())
                    .orElseThrow(() -> error(
                            SemanticError.INVALID_VALUE,
                            "gives no column %s:%s; it gives %s"
                                    .formatted(
                                            asked.name(),
                                            asked.type(),
                                            available.stream()
                                                    .map(each -> each.name() + ":" + each.type())
                                                    .toList())));
            assignments.add(new Assignment(column, new ColumnReference(column)));
        }
        return Rowset.of(new Project(rows.relation(), assignments));
    }

    RuntimeException error(SemanticError code, String message) {
        return session.error(code, evaluate.plugin().span(), "%s() %s".formatted(name(), message));
    }

    RuntimeException unsupported(String what, String advice) {
        return session.unsupported(evaluate.plugin().span(), "%s(): %s".formatted(name(), what), advice);
    }
}
