package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;

/** The timeline column of an activity plugin, and the constants measured along it, as whole numbers. */
record Timeline(PluginCall call, PlanColumn column) {

    static Timeline of(PluginCall call, int position, String name) {
        PlanColumn column = call.column(call.required(position, name));
        return switch (column.type()) {
            case INT, LONG, DATETIME, TIMESPAN -> new Timeline(call, column);
            case REAL, DECIMAL ->
                throw call.unsupported(
                        "a timeline of type " + column.type(), "Convert it to long, or use a datetime column");
            case BOOL, GUID, STRING, DYNAMIC ->
                throw call.error(
                        SemanticError.ARGUMENT_TYPE,
                        "needs a timeline of numbers, datetimes or timespans; '%s' is a %s"
                                .formatted(column.name(), column.type()));
        };
    }

    /** The type of points on the timeline; whole numbers are counted as long. */
    ScalarType pointType() {
        return column.type() == ScalarType.INT ? ScalarType.LONG : column.type();
    }

    /** A point before another, no earlier than there are datetimes. */
    long before(long point, long distance) {
        return column.type() == ScalarType.DATETIME ? Math.max(point - distance, 0) : point - distance;
    }

    private ScalarType distanceType() {
        return column.type() == ScalarType.DATETIME ? ScalarType.TIMESPAN : pointType();
    }

    /** A point, such as the start of the analysis. */
    long point(int position, String name) {
        return whole(call.required(position, name), pointType(), name, 0);
    }

    /** A positive distance, such as the width of a bin. */
    long distance(int position, String name) {
        SyntaxExpression expression = call.required(position, name);
        long distance = whole(expression, distanceType(), name, 1);
        if (distance <= 0) {
            throw call.session()
                    .error(
                            SemanticError.INVALID_VALUE,
                            expression.span(),
                            "%s(): %s must be positive".formatted(call.name(), name));
        }
        return distance;
    }

    private long whole(SyntaxExpression expression, ScalarType type, String name, long unknown) {
        Literal placeholder = new Literal(type, unknown);
        Literal value = call.constant(expression, placeholder);
        boolean fits = value.type() == type || (type == ScalarType.LONG && value.type() == ScalarType.INT);
        if (!fits || !(value.value() instanceof Number number)) {
            throw call.session()
                    .error(
                            SemanticError.ARGUMENT_TYPE,
                            expression.span(),
                            "%s(): %s must be a %s that is not null".formatted(call.name(), name, type));
        }
        return number.longValue();
    }
}
