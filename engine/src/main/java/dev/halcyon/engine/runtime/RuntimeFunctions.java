package dev.halcyon.engine.runtime;

import java.util.List;

/** Every runtime function. */
public final class RuntimeFunctions {

    private static final List<RuntimeFunction> ALL = collect();

    private RuntimeFunctions() {}

    public static List<RuntimeFunction> all() {
        return ALL;
    }

    private static List<RuntimeFunction> collect() {
        FunctionList list = new FunctionList();
        ConversionFunctions.register(list);
        DatetimeFunctions.register(list);
        StringFunctions.register(list);
        RegexFunctions.register(list);
        ParsingFunctions.register(list);
        ParseFunctions.register(list);
        StatisticsFunctions.register(list);
        UnitFunctions.register(list);
        DynamicFunctions.register(list);
        ArrayFunctions.register(list);
        ArraySorting.register(list);
        SeriesFunctions.register(list);
        GeospatialFunctions.register(list);
        SessionFunctions.register(list);
        SketchFunctions.register(list);
        SchemaFunctions.register(list);
        EncodingFunctions.register(list);
        IpFunctions.register(list);
        SeriesArithmeticFunctions.register(list);
        SeriesFillFunctions.register(list);
        SeriesFilterFunctions.register(list);
        SeriesRegressionFunctions.register(list);
        return list.functions();
    }
}
