package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.FileField;
import dev.halcyon.kql.plan.FileSource;
import dev.halcyon.kql.plan.FileTable;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Files as a table: every field in the type of its column, within the request's time range. */
final class FileTableBinding {

    private final BindingSession session;

    FileTableBinding(BindingSession session) {
        this.session = session;
    }

    /** The rows of the external table of that name. */
    Rowset external(String name, SourceSpan span) {
        session.require(DialectProfile.Construct.EXTERNAL_FILE, span);
        return switch (session.context().catalog().externalTable(name)) {
            case ExternalTable.Found(FileSource source) -> rows(name, source);
            case ExternalTable.Refused(String reason, String hint) ->
                throw session.error(SemanticError.NOT_SUPPORTED, span, reason, hint);
        };
    }

    /** The rows of files under the name of a table. */
    Rowset rows(String table, FileSource source) {
        Relation rows = source.wholeRows() ? members(source) : fields(source);
        Relation seen = ResourceFilter.over(TimeFilters.over(rows, session), session);
        return new Rowset(seen, Set.of(), false, Optional.of(table), Optional.empty(), false);
    }

    private Relation fields(FileSource source) {
        List<PlanColumn> read = new ArrayList<>();
        List<Assignment> assignments = new ArrayList<>();
        boolean asRead = true;
        for (FileField field : source.fields()) {
            PlanColumn column = session.ids().column(field.name(), field.form().type());
            read.add(column);
            asRead &= column.type() == field.type();
            assignments.add(new Assignment(
                    session.ids().column(field.name(), field.type()),
                    converted(new ColumnReference(column), field.type())));
        }
        FileTable table = new FileTable(read, source);
        return asRead ? table : new Project(table, assignments);
    }

    private ScalarExpression converted(ColumnReference field, ScalarType type) {
        return field.type() == ScalarType.STRING ? ofText(field, type, session) : ConstantFolder.convert(field, type);
    }

    /** A text of a file in the type of a column; what is no such value is missing. */
    static ScalarExpression ofText(ScalarExpression text, ScalarType type, BindingSession session) {
        if (type == ScalarType.STRING) {
            return text;
        }
        String function = switch (type) {
            case REAL -> "toreal";
            case DYNAMIC -> "parse_json";
            case BOOL, INT, LONG, DECIMAL, DATETIME, TIMESPAN, GUID, STRING -> "to" + type.kqlName();
        };
        return new Call(session.catalogue().get(FunctionKind.SCALAR, function), List.of(text), type);
    }

    private Relation members(FileSource source) {
        PlanColumn row = session.ids().column("row", ScalarType.DYNAMIC);
        List<Assignment> assignments = new ArrayList<>();
        for (FileField field : source.fields()) {
            assignments.add(new Assignment(
                    session.ids().column(field.name(), field.type()),
                    ConstantFolder.convert(new MemberAccess(new ColumnReference(row), field.source()), field.type())));
        }
        return new Project(new FileTable(List.of(row), source), assignments);
    }
}
