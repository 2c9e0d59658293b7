package dev.halcyon.engine.lower;

import dev.halcyon.engine.runtime.JsonText;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code in} with a list: scalars, or a dynamic array (R17, R53). Literal arrays become lists of constants. */
final class MembershipLowerings {

    private MembershipLowerings() {}

    /** True when the value is in the list; null or false otherwise. */
    static SqlExpression membership(ScalarArguments call, boolean ignoreCase) {
        ScalarType type = call.type(0);
        boolean fold = ignoreCase && (type == ScalarType.STRING || type == ScalarType.DYNAMIC);
        SqlExpression value = type == ScalarType.DYNAMIC ? call.text(0) : call.bareTicks(0);
        ScalarType element = type == ScalarType.DYNAMIC ? ScalarType.STRING : type;
        List<SqlExpression> constants = new ArrayList<>();
        List<SqlExpression> conditions = new ArrayList<>();
        for (int index = 1; index < call.count(); index++) {
            if (call.type(index) == ScalarType.DYNAMIC) {
                addDynamic(call, index, element, fold, value, constants, conditions);
            } else if (!isNullOrNan(call, index)) {
                constants.add(folded(elementValue(call, index, element), fold));
            }
        }
        SqlExpression operand = folded(value, fold);
        if (constants.size() == 1) {
            conditions.addFirst(Sql.equal(operand, constants.getFirst()));
        } else if (!constants.isEmpty()) {
            conditions.addFirst(new SqlExpression.InList(operand, constants));
        }
        return conditions.stream().reduce(Sql::or).orElse(Sql.FALSE);
    }

    private static void addDynamic(
            ScalarArguments call,
            int index,
            ScalarType element,
            boolean fold,
            SqlExpression value,
            List<SqlExpression> constants,
            List<SqlExpression> conditions) {
        Optional<List<String>> texts = call.constantString(index).map(JsonText::elementTexts);
        if (texts.isPresent()) {
            for (String text : texts.get()) {
                constants.add(folded(ConversionLowerings.convert(Sql.text(text), ScalarType.STRING, element), fold));
            }
            return;
        }
        SqlExpression text = TextForms.text(value, element);
        conditions.add(Sql.function(fold ? "kql_array_has_text_ci" : "kql_array_has_text", call.value(index), text));
    }

    private static SqlExpression elementValue(ScalarArguments call, int index, ScalarType element) {
        ScalarType own = call.type(index);
        return own == element || (own.isNumeric() && element.isNumeric())
                ? call.bareTicks(index)
                : ConversionLowerings.convert(call.value(index), own, element);
    }

    /** {@code x == null} and {@code x == nan} are never true. */
    private static boolean isNullOrNan(ScalarArguments call, int index) {
        return call.plan(index) instanceof Literal literal
                && (literal.isNull() || (literal.value() instanceof Double real && real.isNaN()));
    }

    private static SqlExpression folded(SqlExpression value, boolean fold) {
        return fold ? Sql.function("lower", value) : value;
    }
}
