package dev.halcyon.engine.lower;

import dev.halcyon.engine.lower.QueryBlock.Output;
import dev.halcyon.engine.sql.Sql;
import dev.halcyon.engine.sql.SqlExpression;
import dev.halcyon.engine.sql.SqlRelation;
import dev.halcyon.kql.plan.FileRows;
import dev.halcyon.kql.plan.FileTable;
import dev.halcyon.kql.plan.PlanColumn;
import java.util.ArrayList;
import java.util.List;

/** The rows of a file: its fields in their order, or one JSON text for each row. */
final class FileRowsLowering {

    private FileRowsLowering() {}

    /** Files as a table: every field in the type of its form. */
    static QueryBlock lower(FileTable files, PlanLowering plan) {
        String alias = plan.freshAlias("f");
        List<String> names = new ArrayList<>();
        List<Output> outputs = outputs(files.columns(), alias, names);
        return QueryBlock.over(outputs, new SqlRelation.FieldScan(files.source(), alias, names));
    }

    static QueryBlock lower(FileRows file, PlanLowering plan) {
        String alias = plan.freshAlias("f");
        List<String> names = new ArrayList<>();
        List<Output> outputs = outputs(file.columns(), alias, names);
        return QueryBlock.over(
                outputs,
                new SqlRelation.FileScan(Sql.text(file.path()), file.format(), file.skipFirst(), alias, names));
    }

    private static List<Output> outputs(List<PlanColumn> columns, String alias, List<String> names) {
        List<Output> outputs = new ArrayList<>();
        for (int index = 0; index < columns.size(); index++) {
            String name = "c" + index;
            names.add(name);
            outputs.add(new Output(columns.get(index), new SqlExpression.Column(alias, name)));
        }
        return outputs;
    }
}
