package dev.halcyon.kql.bind;

import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Aggregate;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.Filter;
import dev.halcyon.kql.plan.Join;
import dev.halcyon.kql.plan.JoinKind;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code geo_polygon_lookup(table, polygon, longitude, latitude, radius, …)} and {@code geo_line_lookup(…)}: rows get the
 * columns of the shapes at their coordinates.
 *
 * <p>Each pair of coordinates is tested once against every shape; the rows are then joined to the pairs that matched.
 */
final class GeoLookupPlugin implements Plugin {

    private static final int SHAPE = 1;
    private static final int LONGITUDE = 2;
    private static final int LATITUDE = 3;
    private static final int RADIUS = 4;
    private static final int RETURN_UNMATCHED = 5;
    private static final int HINT = 6;
    private static final int RETURN_KEY = 7;
    private static final int MOST = 8;

    private final String shape;
    private final boolean needsRadius;

    private GeoLookupPlugin(String shape, boolean needsRadius) {
        this.shape = shape;
        this.needsRadius = needsRadius;
    }

    static GeoLookupPlugin polygons() {
        return new GeoLookupPlugin("polygon", false);
    }

    static GeoLookupPlugin lines() {
        return new GeoLookupPlugin("line", true);
    }

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(MOST, "radius", "return_unmatched", "lookup_area_radius", "return_lookup_key");
        ColumnIds ids = call.session().ids();
        Rowset table = call.table(call.required(0, "LookupTable"));
        PlanColumn key = key(call, table);
        PlanColumn longitude = coordinate(call, LONGITUDE, "SourceLongitude");
        PlanColumn latitude = coordinate(call, LATITUDE, "SourceLatitude");
        Optional<ScalarExpression> radius = radius(call);
        call.argument(HINT, "lookup_area_radius");

        Rowset input = call.input().withoutHidden();
        Rowset rows = Relations.reuse(input, call.session());
        PlanColumn pairLongitude = ids.column("longitude", ScalarType.REAL);
        PlanColumn pairLatitude = ids.column("latitude", ScalarType.REAL);
        Rowset again = Relations.reuse(input, call.session());
        Relation pairs = new Aggregate(
                again.relation(),
                List.of(
                        new Assignment(pairLongitude, real(same(longitude, input, again))),
                        new Assignment(pairLatitude, real(same(latitude, input, again)))),
                List.of());
        List<PlanColumn> both = new ArrayList<>(pairs.columns());
        both.addAll(table.relation().columns());
        Relation candidates = new Join(JoinKind.INNER, pairs, table.relation(), List.of(), Relations.passThrough(both));
        Relation matches = new Filter(candidates, matches(call, pairLongitude, pairLatitude, key, radius));
        return Rowset.of(new Join(
                call.flag(RETURN_UNMATCHED, "return_unmatched", false) ? JoinKind.LEFT_OUTER : JoinKind.INNER,
                rows.relation(),
                matches,
                List.of(
                        new Join.KeyPair(real(same(longitude, input, rows)), new ColumnReference(pairLongitude)),
                        new Join.KeyPair(real(same(latitude, input, rows)), new ColumnReference(pairLatitude))),
                output(call, rows, table, key)));
    }

    private static List<Assignment> output(PluginCall call, Rowset rows, Rowset table, PlanColumn key) {
        boolean withKey = call.flag(RETURN_KEY, "return_lookup_key", false);
        List<PlanColumn> columns = new ArrayList<>(rows.relation().columns());
        table.relation().columns().stream()
                .filter(column -> withKey || !column.equals(key))
                .forEach(columns::add);
        NameAllocator names = new NameAllocator();
        List<Assignment> output = new ArrayList<>();
        for (PlanColumn column : columns) {
            PlanColumn target = call.session().ids().column(names.allocate(column.name()), column.type());
            output.add(new Assignment(target, new ColumnReference(column)));
        }
        return output;
    }

    private ScalarExpression matches(
            PluginCall call,
            PlanColumn longitude,
            PlanColumn latitude,
            PlanColumn key,
            Optional<ScalarExpression> radius) {
        List<ScalarExpression> arguments =
                List.of(new ColumnReference(longitude), new ColumnReference(latitude), new ColumnReference(key));
        if (radius.isEmpty()) {
            return function(call, FunctionKind.SCALAR, "geo_point_in_" + shape, arguments, ScalarType.BOOL);
        }
        ScalarExpression distance =
                function(call, FunctionKind.SCALAR, "geo_distance_point_to_" + shape, arguments, ScalarType.REAL);
        return function(call, FunctionKind.OPERATOR, "<=", List.of(distance, radius.get()), ScalarType.BOOL);
    }

    private static ScalarExpression function(
            PluginCall call, FunctionKind kind, String name, List<ScalarExpression> arguments, ScalarType type) {
        return new Call(call.session().catalogue().get(kind, name), arguments, type);
    }

    private Optional<ScalarExpression> radius(PluginCall call) {
        Optional<SyntaxExpression> argument = call.argument(RADIUS, "radius");
        if (argument.isEmpty()) {
            if (needsRadius) {
                throw call.error(SemanticError.ARGUMENT_COUNT, "needs a radius in metres");
            }
            return Optional.empty();
        }
        Literal radius = call.constant(argument.get(), ScalarType.REAL, Literal.ofReal(0));
        if (radius.value() instanceof Double metres && metres >= 0) {
            return Optional.of(radius);
        }
        throw call.session()
                .error(
                        SemanticError.INVALID_VALUE,
                        argument.get().span(),
                        "%s(): the radius must not be negative".formatted(call.name()));
    }

    private static PlanColumn key(PluginCall call, Rowset table) {
        SyntaxExpression argument = call.required(SHAPE, "LookupKey");
        ScalarExpression bound =
                new ScalarBinder(call.session(), call.environment(), RowScope.of(call.name(), table)).bind(argument);
        if (bound instanceof ColumnReference reference && reference.type() == ScalarType.DYNAMIC) {
            return reference.column();
        }
        throw call.session()
                .error(
                        SemanticError.ARGUMENT_TYPE,
                        argument.span(),
                        "%s(): expected a dynamic column of the lookup table".formatted(call.name()));
    }

    private static PlanColumn coordinate(PluginCall call, int position, String name) {
        SyntaxExpression argument = call.required(position, name);
        PlanColumn column = call.column(argument);
        if (column.type().isNumeric()) {
            return column;
        }
        throw call.session()
                .error(
                        SemanticError.ARGUMENT_TYPE,
                        argument.span(),
                        "%s(): expected a column of numbers".formatted(call.name()));
    }

    /** The column of a use of the input that is at the place of the input's own. */
    private static PlanColumn same(PlanColumn column, Rowset input, Rowset use) {
        return use.relation().columns().get(input.relation().columns().indexOf(column));
    }

    private static ScalarExpression real(PlanColumn column) {
        return ConstantFolder.convert(new ColumnReference(column), ScalarType.REAL);
    }
}
