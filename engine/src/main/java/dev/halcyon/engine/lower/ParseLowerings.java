package dev.halcyon.engine.lower;

import dev.halcyon.engine.runtime.Json;
import dev.halcyon.engine.runtime.ParseRegex;
import dev.halcyon.engine.runtime.RegexSyntax;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlType;
import dev.halcyon.kql.function.OperatorFunctions;
import java.util.ArrayList;
import java.util.List;

/** {@code parse} and {@code parse-kv}: one runtime call captures all columns of a text (R117 to R120). */
final class ParseLowerings {

    private ParseLowerings() {}

    static void register(ScalarLowerings.Registry registry) {
        registry.add(OperatorFunctions.PARSE.name(), ParseLowerings::parse);
        registry.add(OperatorFunctions.PARSE_KEY_VALUES.name(), ParseLowerings::keyValues);
        registry.add(OperatorFunctions.PARSED_COLUMN.name(), ParseLowerings::column);
    }

    private static SqlExpression parse(ScalarArguments call) {
        String kind = call.requireString(1, "kind");
        List<String> elements = constants(call, 3);
        List<String> instructions = new ArrayList<>();
        instructions.add(kind);
        if (kind.equals("regex")) {
            instructions.add(ParseRegex.pattern(elements, call.requireString(2, "flags")));
            for (int index = 0; index < elements.size(); index += 2) {
                if (elements.get(index).equals("column")) {
                    instructions.add(elements.get(index + 1));
                }
            }
        } else {
            instructions.addAll(elements);
        }
        return Sql.function("kql_parse", call.value(0), Sql.text(write(instructions)));
    }

    private static SqlExpression keyValues(ScalarArguments call) {
        List<String> instructions = new ArrayList<>();
        instructions.add(Long.toString(call.constantLong(1).orElse(0)));
        instructions.addAll(constants(call, 2));
        if (instructions.size() > 2 && instructions.get(1).equals("regex")) {
            instructions.set(2, RegexSyntax.translate(instructions.get(2)));
        }
        return Sql.function("kql_parse_key_values", call.value(0), Sql.text(write(instructions)));
    }

    private static List<String> constants(ScalarArguments call, int first) {
        List<String> constants = new ArrayList<>();
        for (int index = first; index < call.count(); index++) {
            constants.add(call.requireString(index, "pattern"));
        }
        return constants;
    }

    private static String write(List<String> instructions) {
        return new Json.Array(instructions.stream().<Json>map(Json.Text::new).toList()).write();
    }

    private static SqlExpression column(ScalarArguments call) {
        SqlExpression text = Sql.function("kql_array_text", call.value(0), call.value(1));
        return switch (call.type()) {
            case STRING, DYNAMIC -> text;
            case DECIMAL -> Sql.function("kql_parse_decimal", text);
            case BOOL, INT, LONG, REAL, DATETIME, TIMESPAN, GUID -> Sql.cast(text, SqlType.of(call.type()));
        };
    }
}
