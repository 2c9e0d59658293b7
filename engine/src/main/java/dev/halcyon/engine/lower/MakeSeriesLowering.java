package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlExpression.Operator;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.MakeSeries;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code make-series}: aggregates by key and bin number, then collects each key's bins into arrays and fills the gaps
 * (R114 to R116). Bins are numbered from the start, or from 0 where the data decide the bounds.
 */
final class MakeSeriesLowering {

    private static final PlanColumn AXIS = new PlanColumn(-1, "#axis", ScalarType.LONG);
    private static final PlanColumn BIN = new PlanColumn(-2, "#bin", ScalarType.LONG);

    private final MakeSeries series;
    private final PlanLowering plan;
    private final ScalarType axisType;

    private MakeSeriesLowering(MakeSeries series, PlanLowering plan) {
        this.series = series;
        this.plan = plan;
        ScalarType type = series.axisValue().type();
        this.axisType = type == ScalarType.INT ? ScalarType.LONG : type;
    }

    static QueryBlock lower(MakeSeries series, PlanLowering plan) {
        return new MakeSeriesLowering(series, plan).lower();
    }

    private QueryBlock lower() {
        QueryBlock input = plan.nest(plan.lower(series.input()));
        ExpressionLowering values = plan.expressions(input);
        SqlExpression axis =
                axis(values.value(series.axisValue()), series.axisValue().type());
        List<Output> withAxis = new ArrayList<>(input.outputs());
        withAxis.add(new Output(AXIS, axis));
        QueryBlock rows = plan.nest(input.withOutputs(withAxis));
        return fill(aggregate(rows));
    }

    /** One row for each key and bin that has rows. */
    private QueryBlock aggregate(QueryBlock rows) {
        ExpressionLowering lowering = plan.expressions(rows);
        SqlExpression axis = rows.expression(AXIS);
        QueryBlock inRange = inRange(rows, axis, lowering);
        List<Output> outputs = new ArrayList<>();
        List<SqlExpression> keys = new ArrayList<>();
        for (Assignment key : series.keys()) {
            SqlExpression expression = lowering.value(key.expression());
            keys.add(expression);
            outputs.add(new Output(key.target(), expression));
        }
        SqlExpression bin = bin(axis, lowering);
        keys.add(bin);
        outputs.add(new Output(BIN, bin));
        outputs.addAll(AggregateLowerings.outputs(series.aggregates(), lowering));
        return plan.nest(inRange.withGroups(outputs, keys));
    }

    /** The rows between the bounds; the range form keeps whole bins, those of its bounds included. */
    private QueryBlock inRange(QueryBlock rows, SqlExpression axis, ExpressionLowering lowering) {
        QueryBlock inRange = rows.withWhere(Sql.isNotNull(axis));
        SqlExpression position = series.inclusiveEnd() ? bin(axis, lowering) : axis;
        if (series.from().isPresent()) {
            SqlExpression start = series.inclusiveEnd() ? bin(from(lowering), lowering) : from(lowering);
            inRange = inRange.withWhere(Sql.binary(Operator.GREATER_OR_EQUAL, position, start));
        }
        if (series.to().isPresent()) {
            inRange = inRange.withWhere(
                    series.inclusiveEnd()
                            ? Sql.binary(Operator.LESS_OR_EQUAL, position, bin(to(lowering), lowering))
                            : Sql.binary(Operator.LESS, position, to(lowering)));
        }
        return inRange;
    }

    /** One row for each key, bins collected into arrays. */
    private QueryBlock fill(QueryBlock bins) {
        ExpressionLowering lowering = plan.expressions(bins);
        SqlExpression bin = bins.expression(BIN);
        SqlExpression first = isFixedStart() ? firstFixedBin(lowering) : Sql.aggregate("min", bin);
        SqlExpression end =
                series.to().isPresent() ? endBin(lowering) : Sql.plus(Sql.aggregate("max", bin), Sql.constant(1));
        List<Output> outputs = new ArrayList<>();
        List<SqlExpression> keys = new ArrayList<>();
        for (Assignment key : series.keys()) {
            SqlExpression expression = bins.expression(key.target());
            keys.add(expression);
            outputs.add(new Output(key.target(), expression));
        }
        for (MakeSeries.Series each : series.series()) {
            outputs.add(new Output(each.target(), array(each, lowering, bin, first, end)));
        }
        outputs.add(new Output(series.axis(), axisArray(lowering, first, end)));
        outputs.add(new Output(BIN, Sql.aggregate("count")));
        QueryBlock filled = plan.nest(bins.withGroups(outputs, keys));
        SqlExpression axis =
                NumberLists.list(filled.expression(series.axis())).orElseThrow().list();
        QueryBlock notEmpty =
                filled.withWhere(Sql.binary(Operator.GREATER, Sql.function("len", axis), Sql.constant(0)));
        QueryBlock result = series.nonEmpty()
                ? notEmpty
                : notEmpty.withWhere(Sql.binary(Operator.GREATER, filled.expression(BIN), Sql.constant(0)));
        return result.withOutputs(series.columns().stream().map(filled::output).toList());
    }

    /** Numbers stay lists, which series functions take as they are; other values become the texts of their elements. */
    private SqlExpression array(
            MakeSeries.Series each,
            ExpressionLowering lowering,
            SqlExpression bin,
            SqlExpression first,
            SqlExpression end) {
        ScalarType type = each.value().type();
        SqlExpression value = lowering.value(each.value());
        SqlExpression missing = ConversionLowerings.convert(
                lowering.value(each.defaultValue()), each.defaultValue().type(), type);
        return switch (type) {
            case REAL -> fill("kql_fill_reals", ScalarType.REAL, bin, value, first, end, missing);
            case INT, LONG ->
                fill(
                        "kql_fill_integers",
                        ScalarType.LONG,
                        bin,
                        ConversionLowerings.convert(value, type, ScalarType.LONG),
                        first,
                        end,
                        ConversionLowerings.convert(missing, type, ScalarType.LONG));
            case BOOL, DECIMAL, DATETIME, TIMESPAN, GUID, STRING, DYNAMIC ->
                Sql.function(
                        "kql_fill_series",
                        texts(Sql.cast(bin, SqlType.VARCHAR)),
                        texts(json(value, type)),
                        first,
                        end,
                        json(missing, type));
        };
    }

    private static SqlExpression fill(
            String function,
            ScalarType element,
            SqlExpression bin,
            SqlExpression value,
            SqlExpression first,
            SqlExpression end,
            SqlExpression missing) {
        SqlExpression list =
                Sql.function(function, Sql.aggregate("list", bin), Sql.aggregate("list", value), first, end, missing);
        return new NumberLists.TypedList(list, element).json();
    }

    private static SqlExpression texts(SqlExpression element) {
        return Sql.coalesce(Sql.function("kql_join_json", Sql.aggregate("list", element)), Sql.text("[]"));
    }

    private static SqlExpression json(SqlExpression value, ScalarType type) {
        return Sql.coalesce(TextForms.json(value, type), Sql.text("null"));
    }

    private SqlExpression axisArray(ExpressionLowering lowering, SqlExpression first, SqlExpression end) {
        boolean real = axisType == ScalarType.REAL;
        SqlExpression list =
                Sql.function(real ? "kql_axis_reals" : "kql_axis_integers", base(lowering), step(lowering), first, end);
        return new NumberLists.TypedList(
                        list,
                        switch (axisType) {
                            case REAL, DATETIME, TIMESPAN -> axisType;
                            case BOOL, INT, LONG, DECIMAL, GUID, STRING, DYNAMIC -> ScalarType.LONG;
                        })
                .json();
    }

    private boolean isFixedStart() {
        return series.from().isPresent();
    }

    /** Bins of the range form align like bin(): they are numbered from 0 of the axis, not from the start. */
    private SqlExpression firstFixedBin(ExpressionLowering lowering) {
        return series.inclusiveEnd() ? bin(from(lowering), lowering) : Sql.constant(0);
    }

    private SqlExpression endBin(ExpressionLowering lowering) {
        if (series.inclusiveEnd()) {
            return Sql.plus(bin(to(lowering), lowering), Sql.constant(1));
        }
        String name = axisType == ScalarType.REAL ? "kql_bin_end_real" : "kql_bin_end";
        return Sql.function(name, to(lowering), base(lowering), step(lowering));
    }

    private SqlExpression bin(SqlExpression value, ExpressionLowering lowering) {
        String name = axisType == ScalarType.REAL ? "kql_bin_number_real" : "kql_bin_number";
        return Sql.function(name, value, base(lowering), step(lowering));
    }

    private SqlExpression base(ExpressionLowering lowering) {
        boolean fromStart = isFixedStart() && !series.inclusiveEnd();
        return fromStart
                ? from(lowering)
                : ConversionLowerings.convert(
                        Sql.cast(Sql.constant(0), SqlType.BIGINT),
                        ScalarType.LONG,
                        axisType == ScalarType.REAL ? ScalarType.REAL : ScalarType.LONG);
    }

    private SqlExpression from(ExpressionLowering lowering) {
        return axis(
                lowering.value(series.from().orElseThrow()),
                series.from().orElseThrow().type());
    }

    private SqlExpression to(ExpressionLowering lowering) {
        return axis(
                lowering.value(series.to().orElseThrow()),
                series.to().orElseThrow().type());
    }

    private SqlExpression step(ExpressionLowering lowering) {
        ScalarType target = axisType == ScalarType.REAL ? ScalarType.REAL : ScalarType.LONG;
        return ConversionLowerings.convert(
                lowering.value(series.step()), series.step().type(), target);
    }

    private SqlExpression axis(SqlExpression value, ScalarType type) {
        return axisType == ScalarType.REAL
                ? ConversionLowerings.convert(value, type, ScalarType.REAL)
                : ConversionLowerings.convert(value, type, ScalarType.LONG);
    }
}
