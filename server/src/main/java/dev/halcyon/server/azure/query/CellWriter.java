package dev.halcyon.server.azure.query;

import dev.halcyon.engine.RowCursor;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.Ticks;
import tools.jackson.core.JsonGenerator;

/** Writes cells in the encodings of query.md section 3. */
final class CellWriter {

    private CellWriter() {}

    static void write(RowCursor row, int column, ScalarType type, JsonGenerator json) {
        if (row.isNull(column)) {
            json.writeNull();
            return;
        }
        switch (type) {
            case BOOL -> json.writeBoolean(row.getBoolean(column));
            case INT, LONG -> json.writeNumber(row.getLong(column));
            case REAL -> real(row.getReal(column), json);
            case DECIMAL -> json.writeString(row.getDecimal(column).toPlainString());
            case STRING, DYNAMIC -> json.writeString(row.getString(column));
            case DATETIME -> json.writeString(Ticks.datetimeText(row.getLong(column)));
            case TIMESPAN -> json.writeString(Ticks.timespanText(row.getLong(column)));
            case GUID -> json.writeString(row.getGuid(column).toString());
        }
    }

    private static void real(double value, JsonGenerator json) {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeString(Double.toString(value));
        }
    }
}
