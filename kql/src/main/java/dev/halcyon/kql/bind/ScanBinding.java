package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Conversion;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.InSubquery;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.ScalarSubquery;
import dev.halcyon.kql.plan.Scan;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.NamedExpression;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.ScanColumn;
import dev.halcyon.kql.syntax.ScanOperator;
import dev.halcyon.kql.syntax.ScanStep;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code scan} (R126). What an expression of a step can know from the row alone is computed beforehand as a further
 * column of the input; the rest reads the state of steps and is computed while the rows are walked.
 */
final class ScanBinding {

    private static final String OPERATOR = "scan";

    private final BindingSession session;
    private final Environment environment;
    private final List<Assignment> computed = new ArrayList<>();
    private final Set<Integer> stateColumns = new HashSet<>();

    ScanBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    /** A declared column and its value before any assignment. */
    private record Declared(PlanColumn column, Literal defaultValue) {}

    /** The rows after the operator, scanned apart where the values of {@code keys}, columns of the input, differ. */
    Rowset bind(Rowset input, ScanOperator scan, List<PlanColumn> keys) {
        if (!scan.order().isEmpty() || !scan.partition().isEmpty()) {
            throw session.unsupported(
                    scan.span(),
                    "'scan' with clauses order by or partition by",
                    "Sort before, and put scan into partition by k (…)");
        }
        if (!input.serialized()) {
            throw session.error(
                    SemanticError.NOT_SERIALIZED,
                    scan.span(),
                    "'scan' operator: the rows have no order",
                    "Sort them, or use serialize");
        }
        Optional<String> matchId = matchId(scan);
        List<PlanColumn> rowColumns = input.relation().columns();
        List<Declared> declared = declared(scan, rowColumns);
        List<PlanColumn> record = new ArrayList<>(rowColumns);
        declared.forEach(each -> record.add(each.column()));
        Map<String, Map<String, PlanColumn>> states = states(scan, record);
        RowScope scope = new RowScope(OPERATOR, record, input.visibleColumns(), true, input.open(), states);
        List<Scan.Step> steps = new ArrayList<>();
        for (ScanStep step : scan.steps()) {
            steps.add(step(step, scope, declared, record, states));
        }
        List<Assignment> assignments = new ArrayList<>(Relations.passThrough(rowColumns));
        assignments.addAll(computed);
        List<PlanColumn> output = new ArrayList<>(record);
        matchId.ifPresent(name -> output.add(session.ids().column(name, ScalarType.LONG)));
        Scan computation = new Scan(
                rowColumns.size(),
                declared.stream().map(Declared::defaultValue).toList(),
                steps,
                matchId.isPresent(),
                keys.stream().map(rowColumns::indexOf).toList());
        return new Rowset(
                new TableFunction(List.of(new Project(input.relation(), assignments)), computation, output, true),
                input.hidden(),
                true,
                input.name(),
                Optional.empty(),
                input.open());
    }

    private Optional<String> matchId(ScanOperator scan) {
        Optional<String> name = Optional.empty();
        for (OperatorParameter parameter : scan.parameters()) {
            if (parameter.name().equals("with_match_id") && parameter.value() instanceof NameReference reference) {
                name = Optional.of(reference.name());
            } else {
                OtherParameters.check(session, "scan", parameter, List.of("with_match_id"));
            }
        }
        return name;
    }

    private List<Declared> declared(ScanOperator scan, List<PlanColumn> rowColumns) {
        Set<String> names = new HashSet<>();
        rowColumns.forEach(column -> names.add(column.name()));
        List<Declared> declared = new ArrayList<>();
        for (ScanColumn written : scan.columns()) {
            String name = written.column().name().text();
            ScalarType type = CallBinding.scalarType(session, written.column().type());
            if (!names.add(name)) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        written.span(),
                        "'scan' operator: a column named '%s' is already there".formatted(name));
            }
            Literal value = written.defaultValue() == null
                    ? Literal.missing(type)
                    : new ScalarBinder(session, environment, RowScope.empty(OPERATOR))
                            .bindConstant(written.defaultValue(), type, "The default of '" + name + "'");
            declared.add(new Declared(session.ids().column(name, type), value));
        }
        return declared;
    }

    /** For each step the columns by which its last record is read. */
    private Map<String, Map<String, PlanColumn>> states(ScanOperator scan, List<PlanColumn> record) {
        Map<String, Map<String, PlanColumn>> states = new HashMap<>();
        for (ScanStep step : scan.steps()) {
            if (step.optional()) {
                throw session.unsupported(
                        step.span(), "An optional step of scan", "Write a second scan without the step");
            }
            Map<String, PlanColumn> columns = new LinkedHashMap<>();
            for (PlanColumn column : record) {
                PlanColumn state = session.ids().column(column.name(), column.type());
                columns.put(column.name(), state);
                stateColumns.add(state.id());
            }
            if (states.put(step.name().text(), columns) != null) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        step.name().span(),
                        "'scan' operator: a step named '%s' is already there"
                                .formatted(step.name().text()));
            }
        }
        return states;
    }

    private Scan.Step step(
            ScanStep step,
            RowScope scope,
            List<Declared> declared,
            List<PlanColumn> record,
            Map<String, Map<String, PlanColumn>> states) {
        ScalarBinder scalars = new ScalarBinder(session, environment, scope);
        ScalarExpression condition = walked(withDefaults(scalars.bindCondition(step.condition()), declared), step);
        List<Scan.ScanAssignment> assignments = new ArrayList<>();
        Set<Integer> assigned = new HashSet<>();
        for (NamedExpression assignment : step.assignments()) {
            String name = assignment.names().getFirst().text();
            int position = position(assignment, name, record);
            if (assignment.names().size() > 1 || !assigned.add(position)) {
                throw session.error(
                        SemanticError.DUPLICATE_NAME,
                        assignment.span(),
                        "'scan' operator: step '%s' assigns '%s' twice"
                                .formatted(step.name().text(), name));
            }
            ScalarExpression value = scalars.bind(assignment.value());
            ScalarType type = record.get(position).type();
            boolean converts = value.type() == type
                    || value.type() == ScalarType.DYNAMIC
                    || (value.type().isNumeric() && type.isNumeric());
            if (!converts) {
                throw session.error(
                        SemanticError.OPERAND_TYPE,
                        assignment.span(),
                        "'scan' operator: '%s' is a %s and cannot get a %s".formatted(name, type, value.type()));
            }
            assignments.add(new Scan.ScanAssignment(
                    position, walked(withDefaults(ConstantFolder.convert(value, type), declared), step)));
        }
        List<PlanColumn> state =
                List.copyOf(states.getOrDefault(step.name().text(), Map.of()).values());
        return new Scan.Step(output(step), condition, assignments, state);
    }

    private int position(NamedExpression assignment, String name, List<PlanColumn> record) {
        for (int index = 0; index < record.size(); index++) {
            if (record.get(index).name().equals(name)) {
                return index;
            }
        }
        throw session.error(
                SemanticError.UNRESOLVED_NAME,
                assignment.span(),
                "'scan' operator: there is no column '%s' to assign".formatted(name),
                "Declare it: scan declare (%s:type) with (…)".formatted(name));
    }

    private Scan.Output output(ScanStep step) {
        if (step.output() == null) {
            return Scan.Output.ALL;
        }
        String name = step.output() instanceof NameReference reference ? reference.name() : "";
        return switch (name) {
            case "all" -> Scan.Output.ALL;
            case "last" -> Scan.Output.LAST;
            case "none" -> Scan.Output.NONE;
            default ->
                throw session.error(
                        SemanticError.UNKNOWN_PROPERTY,
                        step.output().span(),
                        "'scan' operator: output is all, last or none");
        };
    }

    /** The expression as it is computed while the rows are walked. */
    private ScalarExpression walked(ScalarExpression expression, ScanStep step) {
        if (!readsState(expression)) {
            return beforehand(expression);
        }
        return switch (expression) {
            case ColumnReference reference -> reference;
            case Literal literal -> literal;
            case ScalarSubquery subquery -> subquery;
            case Call call -> {
                if (call.function().kind() == FunctionKind.WINDOW) {
                    throw overState(step, call.function().name() + "()");
                }
                yield new Call(
                        call.function(),
                        call.arguments().stream()
                                .map(argument -> walked(argument, step))
                                .toList(),
                        call.type());
            }
            case Conversion conversion -> new Conversion(walked(conversion.operand(), step), conversion.type());
            case MemberAccess member -> new MemberAccess(walked(member.operand(), step), member.name());
            case ElementAccess element ->
                new ElementAccess(walked(element.operand(), step), walked(element.index(), step));
            case InSubquery in -> throw overState(step, "in (table)");
        };
    }

    private RuntimeException overState(ScanStep step, String what) {
        return session.unsupported(
                step.span(), "%s over the state of a step".formatted(what), "Compute it with extend before scan");
    }

    private ScalarExpression beforehand(ScalarExpression expression) {
        if (expression instanceof Literal || expression instanceof ColumnReference) {
            return expression;
        }
        PlanColumn column = session.ids().column("computed", expression.type());
        computed.add(new Assignment(column, expression));
        return new ColumnReference(column);
    }

    private boolean readsState(ScalarExpression expression) {
        if (expression instanceof ColumnReference reference) {
            return stateColumns.contains(reference.column().id());
        }
        return expression.operands().stream().anyMatch(this::readsState);
    }

    /** A declared column without its step is its default (R126). */
    private static ScalarExpression withDefaults(ScalarExpression expression, List<Declared> declared) {
        if (declared.isEmpty()) {
            return expression;
        }
        if (expression instanceof ColumnReference reference) {
            return declared.stream()
                    .filter(each -> each.column().id() == reference.column().id())
                    .findFirst()
                    .<ScalarExpression>map(Declared::defaultValue)
                    .orElse(reference);
        }
        return expression.mapOperands(operand -> withDefaults(operand, declared));
    }
}
