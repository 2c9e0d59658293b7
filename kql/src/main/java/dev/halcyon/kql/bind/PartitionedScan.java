package dev.halcyon.kql.bind;

import dev.halcyon.kql.bind.PartitionedPlan.Part;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.Scan;
import dev.halcyon.kql.plan.TableFunction;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code scan} in a plan over all partitions: the keys and what is carried along become columns of its rows, behind the
 * rows' own, and the keys tell which rows are scanned apart.
 */
final class PartitionedScan {

    private final BindingSession session;
    private final PartitionedPlan plan;

    PartitionedScan(BindingSession session, PartitionedPlan plan) {
        this.session = session;
        this.plan = plan;
    }

    Part of(TableFunction function, Scan scan) {
        Relation rows = function.inputs().getFirst();
        Part input = plan.of(rows);
        List<PlanColumn> along = input.along();
        Relation reordered = new Project(
                input.relation(), Relations.passThrough(inserted(rows.columns(), scan.rowColumns(), along)));
        List<Scan.Step> steps = new ArrayList<>();
        for (Scan.Step step : scan.steps()) {
            List<Scan.ScanAssignment> assignments = step.assignments().stream()
                    .map(each -> new Scan.ScanAssignment(
                            shifted(each.position(), scan, along.size()),
                            plan.expressions().within(each.value(), input)))
                    .toList();
            steps.add(new Scan.Step(
                    step.output(),
                    plan.expressions().within(step.condition(), input),
                    assignments,
                    inserted(step.state(), scan.rowColumns(), Relations.fresh(along, session.ids()))));
        }
        List<Integer> keys = new ArrayList<>();
        scan.keys().forEach(key -> keys.add(shifted(key, scan, along.size())));
        for (int index = 0; index < input.keys().size(); index++) {
            keys.add(scan.rowColumns() + index);
        }
        Scan apart = new Scan(
                scan.rowColumns() + along.size(), scan.defaults(), steps, scan.withMatchId(), List.copyOf(keys));
        Relation scanned = new TableFunction(
                List.of(reordered), apart, inserted(function.columns(), scan.rowColumns(), along), function.ordered());
        return input.with(scanned, false);
    }

    private static int shifted(int position, Scan scan, int by) {
        return position < scan.rowColumns() ? position : position + by;
    }

    private static List<PlanColumn> inserted(List<PlanColumn> columns, int at, List<PlanColumn> more) {
        List<PlanColumn> all = new ArrayList<>(columns.subList(0, at));
        all.addAll(more);
        all.addAll(columns.subList(at, columns.size()));
        return all;
    }
}
