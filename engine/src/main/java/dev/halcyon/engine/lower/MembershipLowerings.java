package dev.halcyon.engine.lower;

import dev.halcyon.engine.runtime.JsonText;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.type.ScalarType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code in} with a list: scalars, or a dynamic array (R17, R53). Literal arrays become lists of constants. */
final class MembershipLowerings {

    private static final int LONGEST_NUMBER = 64;

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
                String written = element.isInteger() ? whole(text) : text;
                constants.add(folded(ConversionLowerings.convert(Sql.text(written), ScalarType.STRING, element), fold));
            }
            return;
        }
        SqlExpression text = TextForms.text(value, element);
        String search =
                element.isNumeric() ? "kql_array_has_number" : fold ? "kql_array_has_text_ci" : "kql_array_has_text";
        conditions.add(Sql.function(search, call.value(index), text));
    }

    /** A whole number that is written with a fraction of zeros, as integers are. */
    private static String whole(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return Math.abs((long) number.scale()) < LONGEST_NUMBER
                    ? number.toBigIntegerExact().toString()
                    : text;
        } catch (ArithmeticException | NumberFormatException e) {
            return text;
        }
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
