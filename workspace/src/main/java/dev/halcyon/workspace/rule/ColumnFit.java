package dev.halcyon.workspace.rule;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Whether the columns that a flow gives suit the table that receives them. */
public final class ColumnFit {

    private ColumnFit() {}

    /** True when a value of one type may enter a column of another: equal, both numeric, text for guid or dynamic. */
    public static boolean suits(ScalarType produced, ScalarType wanted) {
        return produced == wanted
                || (produced.isNumeric() && wanted.isNumeric())
                || (produced == ScalarType.STRING && (wanted == ScalarType.GUID || wanted == ScalarType.DYNAMIC))
                || (wanted == ScalarType.STRING && (produced == ScalarType.GUID || produced == ScalarType.DYNAMIC));
    }

    /** What is wrong with the produced columns, in words; empty when they suit. Columns the table lacks are dropped. */
    public static List<String> mistakes(List<Column> produced, List<Column> table) {
        List<String> mismatches = new ArrayList<>();
        boolean timeGenerated = false;
        for (Column column : produced) {
            timeGenerated |= column.name().equals("TimeGenerated");
            table.stream()
                    .filter(wanted -> wanted.name().equals(column.name()) && !suits(column.type(), wanted.type()))
                    .forEach(wanted -> mismatches.add(
                            "%s [produced:'%s', output:'%s']".formatted(column.name(), column.type(), wanted.type())));
        }
        List<String> mistakes = new ArrayList<>();
        if (!mismatches.isEmpty()) {
            mistakes.add("Types of transform output columns do not match the ones defined by the output stream: "
                    + String.join(", ", mismatches));
        }
        if (!timeGenerated) {
            mistakes.add("Transform output must contain a column TimeGenerated of type datetime: "
                    + "add it, for example with | extend TimeGenerated = now()");
        }
        return mistakes;
    }
}
