package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.AddressLookup;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.TableFunction;
import dev.halcyon.kql.syntax.NameReference;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code ipv4_lookup(table, address, prefix, extraKey…, return_unmatched)}, {@code ipv6_lookup} likewise. */
final class AddressLookupPlugin implements Plugin {

    private static final int FIRST_EXTRA = 3;

    private final boolean ipv6;

    AddressLookupPlugin(boolean ipv6) {
        this.ipv6 = ipv6;
    }

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(Integer.MAX_VALUE, "LookupTable", "SourceIPv4Key", "SourceIPv6Key", "return_unmatched");
        Rowset source = call.input();
        Rowset lookup = call.table(call.required(0, "LookupTable"));
        List<PlanColumn> sourceKeys = new ArrayList<>();
        List<PlanColumn> lookupKeys = new ArrayList<>();
        sourceKeys.add(call.column(call.required(1, ipv6 ? "SourceIPv6Key" : "SourceIPv4Key")));
        lookupKeys.add(lookupColumn(call, lookup, call.required(2, "LookupKey")));
        requireText(call, sourceKeys.getFirst());
        requireText(call, lookupKeys.getFirst());
        boolean unmatched = call.flag(Integer.MAX_VALUE, "return_unmatched", false);
        List<SyntaxExpression> positional = call.positional();
        for (int index = FIRST_EXTRA; index < positional.size(); index++) {
            SyntaxExpression argument = positional.get(index);
            if (argument instanceof NameReference name && isColumn(source, name)) {
                sourceKeys.add(call.column(name));
                lookupKeys.add(lookupColumn(call, lookup, name));
                requireSameType(call, sourceKeys.getLast(), lookupKeys.getLast());
            } else {
                unmatched = call.flag(index, "return_unmatched", false);
            }
        }
        return rows(call, source, lookup, sourceKeys, lookupKeys, unmatched);
    }

    private Rowset rows(
            PluginCall call,
            Rowset source,
            Rowset lookup,
            List<PlanColumn> sourceKeys,
            List<PlanColumn> lookupKeys,
            boolean unmatched) {
        List<PlanColumn> sourceColumns = source.visibleColumns();
        List<PlanColumn> lookupColumns = lookup.visibleColumns().stream()
                .filter(column -> !lookupKeys.subList(1, lookupKeys.size()).contains(column))
                .toList();
        List<PlanColumn> output = new ArrayList<>();
        NameAllocator names = new NameAllocator();
        for (PlanColumn column : ipv6 ? lookupColumns : sourceColumns) {
            output.add(call.session().ids().column(names.allocate(column.name()), column.type()));
        }
        for (PlanColumn column : ipv6 ? sourceColumns : lookupColumns) {
            output.add(call.session().ids().column(names.allocate(column.name()), column.type()));
        }
        return Rowset.of(new TableFunction(
                        List.of(
                                input(call, source, sourceKeys, sourceColumns),
                                input(call, lookup, lookupKeys, lookupColumns)),
                        new AddressLookup(ipv6, sourceKeys.size() - 1, unmatched),
                        output,
                        false))
                .withOpen(source.open() || lookup.open());
    }

    private static Relation input(PluginCall call, Rowset rows, List<PlanColumn> keys, List<PlanColumn> columns) {
        List<Assignment> assignments = new ArrayList<>();
        for (PlanColumn key : keys) {
            // A key may stand in the output too, and a column's identity stands once in a relation.
            assignments.add(new Assignment(call.session().ids().column(key.column()), new ColumnReference(key)));
        }
        assignments.addAll(Relations.passThrough(columns));
        return new Project(rows.relation(), assignments);
    }

    private static boolean isColumn(Rowset rows, NameReference name) {
        return rows.relation().columns().stream()
                .anyMatch(column -> column.name().equals(name.name()));
    }

    private static PlanColumn lookupColumn(PluginCall call, Rowset lookup, SyntaxExpression expression) {
        Optional<PlanColumn> column = expression instanceof NameReference name
                ? lookup.relation().columns().stream()
                        .filter(candidate -> candidate.name().equals(name.name()))
                        .findFirst()
                : Optional.empty();
        return column.orElseThrow(() -> call.session()
                .error(
                        SemanticError.UNRESOLVED_NAME,
                        expression.span(),
                        "%s(): expected the name of a column of the lookup table".formatted(call.name())));
    }

    private static void requireText(PluginCall call, PlanColumn column) {
        if (column.type() != ScalarType.STRING) {
            throw call.error(
                    SemanticError.ARGUMENT_TYPE,
                    "reads addresses from strings; '%s' is a %s".formatted(column.name(), column.type()));
        }
    }

    private static void requireSameType(PluginCall call, PlanColumn source, PlanColumn lookup) {
        if (source.type() != lookup.type()) {
            throw call.error(
                    SemanticError.ARGUMENT_TYPE,
                    "compares '%s', a %s, with a %s".formatted(source.name(), source.type(), lookup.type()));
        }
    }
}
