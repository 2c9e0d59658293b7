package dev.halcyon.kql.bind;

import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.ColumnReference;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.FileRows;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.syntax.ColumnDeclaration;
import dev.halcyon.kql.syntax.ExternalDataExpression;
import dev.halcyon.kql.syntax.OperatorParameter;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code externaldata} (R132): files of allowed folders, every field converted to its declared type. */
final class ExternalDataBinding {

    private final BindingSession session;
    private final Environment environment;

    ExternalDataBinding(BindingSession session, Environment environment) {
        this.session = session;
        this.environment = environment;
    }

    Rowset bind(ExternalDataExpression external) {
        session.require(DialectProfile.Construct.EXTERNAL_FILE, external.span());
        Optional<String> format = Optional.empty();
        boolean skipFirst = false;
        for (OperatorParameter property : external.properties()) {
            switch (property.name().toLowerCase(Locale.ROOT)) {
                case "format" ->
                    format = Optional.of(PropertyText.of(property.value()).orElse(""));
                case "ignorefirstrecord" ->
                    skipFirst = PropertyText.of(property.value()).orElse("").equalsIgnoreCase("true");
                default ->
                    throw session.unsupported(
                            property.span(),
                            "Property '%s' of externaldata".formatted(property.name()),
                            "The properties are format and ignoreFirstRecord");
            }
        }
        List<LegUnion.Leg> legs = new ArrayList<>();
        for (SyntaxExpression address : external.addresses()) {
            legs.add(new LegUnion.Leg(file(external, address, format, skipFirst), false));
        }
        return legs.size() == 1
                ? legs.getFirst().rows()
                : new LegUnion(session, false, Optional.empty(), "").combine(legs);
    }

    private Rowset file(
            ExternalDataExpression external, SyntaxExpression address, Optional<String> format, boolean skipFirst) {
        Literal written = new ScalarBinder(session, environment, RowScope.empty("externaldata"))
                .bindConstant(address, ScalarType.STRING, "The address of a file");
        String path = switch (session.context().catalog().externalFile(String.valueOf(written.value()))) {
            case ExternalFile.Found(String found) -> found;
            case ExternalFile.Refused(String reason, String hint) ->
                throw session.error(SemanticError.NOT_SUPPORTED, address.span(), reason, hint);
        };
        FileFormat read = format(format.orElseGet(() -> extension(path)), external);
        return read.hasNamedFields() ? named(external, path, read) : delimited(external, path, read, skipFirst);
    }

    private Rowset delimited(ExternalDataExpression external, String path, FileFormat format, boolean skipFirst) {
        List<PlanColumn> fields = new ArrayList<>();
        List<Assignment> assignments = new ArrayList<>();
        for (ColumnDeclaration column : external.schema().columns()) {
            PlanColumn field = session.ids().column(column.name().text(), ScalarType.STRING);
            fields.add(field);
            ScalarType type = CallBinding.scalarType(session, column.type());
            assignments.add(new Assignment(
                    session.ids().column(column.name().text(), type),
                    FileTableBinding.ofText(new ColumnReference(field), type, session)));
        }
        if (format == FileFormat.LINES && fields.size() != 1) {
            throw session.error(SemanticError.WRONG_SHAPE, external.schema().span(), "A file of lines has one column");
        }
        return Rowset.of(new Project(new FileRows(fields, path, format, skipFirst), assignments));
    }

    private Rowset named(ExternalDataExpression external, String path, FileFormat format) {
        PlanColumn row = session.ids().column("row", ScalarType.DYNAMIC);
        List<Assignment> assignments = new ArrayList<>();
        for (ColumnDeclaration column : external.schema().columns()) {
            ScalarType type = CallBinding.scalarType(session, column.type());
            String name = column.name().text();
            assignments.add(new Assignment(
                    session.ids().column(name, type),
                    ConstantFolder.convert(new MemberAccess(new ColumnReference(row), name), type)));
        }
        return Rowset.of(new Project(new FileRows(List.of(row), path, format, false), assignments));
    }

    private FileFormat format(String name, ExternalDataExpression external) {
        return formatNamed(name)
                .orElseThrow(() -> session.unsupported(
                        external.span(),
                        "Format '%s' of externaldata".formatted(name),
                        "Formats are csv, tsv, scsv, psv, txt, json, multijson and parquet"));
    }

    /** The format of that name; empty for formats that are not read. */
    static Optional<FileFormat> formatNamed(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "csv", "" -> Optional.of(FileFormat.COMMAS);
            case "tsv" -> Optional.of(FileFormat.TABS);
            case "scsv" -> Optional.of(FileFormat.SEMICOLONS);
            case "psv" -> Optional.of(FileFormat.BARS);
            case "txt", "raw" -> Optional.of(FileFormat.LINES);
            case "json", "multijson", "jsonl", "ndjson" -> Optional.of(FileFormat.JSON);
            case "parquet" -> Optional.of(FileFormat.PARQUET);
            default -> Optional.empty();
        };
    }

    private static String extension(String path) {
        String extension = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (extension) {
            case "tsv", "scsv", "psv", "txt", "json", "jsonl", "ndjson", "parquet" -> extension;
            default -> "csv";
        };
    }
}
