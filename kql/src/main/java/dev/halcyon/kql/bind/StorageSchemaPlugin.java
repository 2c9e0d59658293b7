package dev.halcyon.kql.bind;

import dev.halcyon.kql.diagnostic.SourceSpan;
import dev.halcyon.kql.function.FunctionKind;
import dev.halcyon.kql.plan.Assignment;
import dev.halcyon.kql.plan.Call;
import dev.halcyon.kql.plan.FileFormat;
import dev.halcyon.kql.plan.InlineTable;
import dev.halcyon.kql.plan.Literal;
import dev.halcyon.kql.plan.MemberAccess;
import dev.halcyon.kql.plan.PlanColumn;
import dev.halcyon.kql.plan.Project;
import dev.halcyon.kql.plan.Relation;
import dev.halcyon.kql.plan.ScalarExpression;
import dev.halcyon.kql.plan.SingleRow;
import dev.halcyon.kql.syntax.SyntaxExpression;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code infer_storage_schema(Options)}: the schema of files of allowed folders, as the text that declares it. The
 * containers are addresses as {@code externaldata} takes them.
 */
final class StorageSchemaPlugin implements Plugin {

    private static final String CONTAINERS = "StorageContainers";
    private static final String FORMAT = "DataFormat";
    private static final String EXTENSION = "FileExtension";
    private static final String PREFIX = "FileNamePrefix";
    private static final String MODE = "Mode";
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final List<String> MEMBERS = List.of(CONTAINERS, FORMAT, EXTENSION, PREFIX, MODE);

    @Override
    public Rowset bind(PluginCall call) {
        call.expect(1, "Options");
        SyntaxExpression options = call.required(0, "Options");
        SourceSpan span = options.span();
        call.session().require(DialectProfile.Construct.EXTERNAL_FILE, span);
        PlanColumn schema = call.session().ids().column("CslSchema", ScalarType.STRING);
        ScalarExpression bag = ConstantFolder.convert(
                new ScalarBinder(call.session(), call.environment(), RowScope.empty(call.name())).bind(options),
                ScalarType.DYNAMIC);
        // Where a query is bound but not run no file is looked into.
        return Rowset.of(new InlineTable(
                List.of(schema),
                call.probe(() -> members(bag, call), 1)
                        .map(rows -> List.of(List.of(Literal.ofString(schema(call, span, rows.getFirst())))))
                        .orElse(List.of())));
    }

    /** One row: the members as text, and the names of all. */
    private static Relation members(ScalarExpression bag, PluginCall call) {
        BindingSession session = call.session();
        List<Assignment> assignments = new ArrayList<>();
        for (String member : MEMBERS) {
            assignments.add(new Assignment(
                    session.ids().column(member, ScalarType.STRING),
                    ConstantFolder.convert(new MemberAccess(bag, member), ScalarType.STRING)));
        }
        assignments.add(new Assignment(
                session.ids().column("names", ScalarType.DYNAMIC),
                new Call(session.catalogue().get(FunctionKind.SCALAR, "bag_keys"), List.of(bag), ScalarType.DYNAMIC)));
        return new Project(new SingleRow(), assignments);
    }

    private static String schema(PluginCall call, SourceSpan span, List<Literal> members) {
        List<String> names = ConstantArrays.texts(text(members.getLast()));
        for (String name : names) {
            if (!MEMBERS.contains(name)) {
                throw invalid(call, span, "there is no option '%s'".formatted(name));
            }
        }
        ExternalSchema.Request request = new ExternalSchema.Request(
                containers(call, span, text(members.get(0))),
                format(call, span, text(members.get(1))),
                text(members.get(2)),
                text(members.get(3)),
                mode(call, span, text(members.get(4))));
        return switch (call.session().context().catalog().externalSchema(request)) {
            case ExternalSchema.Found(List<Column> columns) ->
                columns.stream()
                        .map(column ->
                                declared(column.name()) + ":" + column.type().kqlName())
                        .collect(Collectors.joining(", "));
            case ExternalSchema.Refused(String reason, String hint) ->
                throw call.session().error(SemanticError.NOT_SUPPORTED, span, reason, hint);
        };
    }

    private static String declared(String name) {
        return IDENTIFIER.matcher(name).matches() ? name : "[" + LiteralBinding.json(Literal.ofString(name)) + "]";
    }

    private static String text(Literal value) {
        return value.value() instanceof String text ? text : "";
    }

    private static List<String> containers(PluginCall call, SourceSpan span, String array) {
        List<String> containers = ConstantArrays.texts(array);
        if (containers.isEmpty()) {
            throw invalid(call, span, "'%s' must be an array of addresses".formatted(CONTAINERS));
        }
        return containers;
    }

    private static FileFormat format(PluginCall call, SourceSpan span, String name) {
        return Optional.of(name)
                .filter(given -> !given.isEmpty())
                .flatMap(ExternalDataBinding::formatNamed)
                .filter(format -> format != FileFormat.LINES)
                .orElseThrow(() -> invalid(
                        call,
                        span,
                        "'%s' must be csv, tsv, scsv, psv, json, multijson or parquet, not '%s'"
                                .formatted(FORMAT, name)));
    }

    private static ExternalSchema.Mode mode(PluginCall call, SourceSpan span, String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "any" -> ExternalSchema.Mode.ANY;
            case "last", "" -> ExternalSchema.Mode.LAST;
            case "all" -> ExternalSchema.Mode.ALL;
            default -> throw invalid(call, span, "'%s' must be any, last or all, not '%s'".formatted(MODE, name));
        };
    }

    private static RuntimeException invalid(PluginCall call, SourceSpan span, String message) {
        return call.session().error(SemanticError.INVALID_VALUE, span, "%s(): %s".formatted(call.name(), message));
    }
}
