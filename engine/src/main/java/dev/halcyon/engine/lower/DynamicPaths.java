package dev.halcyon.engine.lower;

import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.kql.plan.ElementAccess;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.List;
import java.util.Optional;

/**
 * Paths into dynamic values (R64). Member names in a row become one JSON pointer (RFC 6901), which takes any name
 * literally.
 */
final class DynamicPaths {

    private static final String MEMBER = "kql_member";

    private DynamicPaths() {}

    static SqlExpression value(MemberAccess access, ExpressionLowering lowering) {
        String pointer = "";
        ScalarExpression base = access;
        while (true) {
            if (base instanceof MemberAccess member) {
                pointer = "/" + escape(member.name()) + pointer;
                base = member.operand();
            } else if (base instanceof ElementAccess element
                    && element.index() instanceof Literal literal
                    && literal.value() instanceof String name) {
                pointer = "/" + escape(name) + pointer;
                base = element.operand();
            } else {
                break;
            }
        }
        return Sql.function(MEMBER, lowering.value(base), Sql.text(pointer));
    }

    static SqlExpression value(ElementAccess access, ExpressionLowering lowering) {
        ScalarExpression index = access.index();
        if (index instanceof Literal literal && literal.value() instanceof String name) {
            return value(new MemberAccess(access.operand(), name), lowering);
        }
        SqlExpression operand = lowering.value(access.operand());
        if (index instanceof Literal literal && literal.value() instanceof Number number) {
            Optional<SqlExpression> list = NumberLists.element(operand, number.longValue());
            if (list.isPresent()) {
                return list.get();
            }
        }
        return switch (index.type()) {
            case STRING -> Sql.function("kql_named_member", operand, lowering.value(index));
            case DYNAMIC -> Sql.function("kql_dynamic_element", operand, lowering.value(index));
            case INT, LONG, BOOL, REAL, DECIMAL, DATETIME, TIMESPAN, GUID ->
                Sql.function(
                        "kql_element",
                        operand,
                        ConversionLowerings.convert(lowering.value(index), index.type(), ScalarType.LONG));
        };
    }

    /** The text of a dynamic value: a string without its quotes, anything else as JSON; {@code ""} for null. */
    static SqlExpression text(SqlExpression value) {
        if (value instanceof SqlExpression.Function function && function.name().equals(MEMBER)) {
            List<SqlExpression> arguments = function.arguments();
            return Sql.function("kql_member_text", arguments);
        }
        return Sql.function("kql_dynamic_text", value);
    }

    /**
     * The number in a dynamic value (R31, R34, R72).
     *
     * @param type {@code int}, {@code long} or {@code real}
     */
    static SqlExpression number(SqlExpression value, String type) {
        return value instanceof SqlExpression.Function function
                        && function.name().equals(MEMBER)
                ? Sql.function("kql_member_" + type, function.arguments())
                : Sql.function("kql_dynamic_" + type, value);
    }

    private static String escape(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
