package dev.halcyon.kql;

import dev.halcyon.kql.bind.Catalog;
import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A catalogue whose tables are only some of a workspace's. */
final class WorkspaceCatalog implements Catalog {

    /** Functions that every workspace of that product has, with the columns they are known for. */
    private static final Map<String, List<Column>> FUNCTIONS = Map.of(
            "_GetWatchlist",
            List.of(
                    new Column("_DTItemId", ScalarType.STRING),
                    new Column("LastUpdatedTimeUTC", ScalarType.DATETIME),
                    new Column("SearchKey", ScalarType.STRING),
                    new Column("WatchlistItem", ScalarType.DYNAMIC)),
            "FileProfile",
            List.of(
                    new Column("GlobalPrevalence", ScalarType.LONG),
                    new Column("GlobalFirstSeen", ScalarType.DATETIME),
                    new Column("GlobalLastSeen", ScalarType.DATETIME),
                    new Column("Signer", ScalarType.STRING),
                    new Column("Issuer", ScalarType.STRING),
                    new Column("SignatureState", ScalarType.STRING),
                    new Column("IsCertificateValid", ScalarType.BOOL),
                    new Column("IsRootSignerMicrosoft", ScalarType.BOOL),
                    new Column("ThreatName", ScalarType.STRING),
                    new Column("ProfileAvailability", ScalarType.STRING),
                    new Column("SoftwareName", ScalarType.STRING),
                    new Column("Publisher", ScalarType.STRING),
                    new Column("SignerHash", ScalarType.STRING),
                    new Column("IsExecutable", ScalarType.BOOL)));

    private static final List<Column> STANDARD =
            List.of(new Column("TimeGenerated", ScalarType.DATETIME), new Column("Type", ScalarType.STRING));

    /** Unifying parsers of the ASIM schemas, which pass on columns of their sources that the schemas do not have. */
    private static final Pattern PARSER = Pattern.compile("(im|vim|ASim|_Im_|_ASim_)(?<schema>[A-Z].*)");

    private static final Pattern OWN_TABLE = Pattern.compile("ASim(?<schema>[A-Z][A-Za-z]*?)(Activity|Event)?Logs");

    private final Catalog listed;

    WorkspaceCatalog(Catalog listed) {
        this.listed = listed;
    }

    @Override
    public Optional<TableSchema> table(String name) {
        return listed.table(name);
    }

    @Override
    public Collection<TableSchema> tables() {
        return listed.tables();
    }

    @Override
    public boolean isPartial() {
        return true;
    }

    @Override
    public boolean isOpen(TableSchema table) {
        String name = table.name();
        return name.endsWith("_CL")
                || name.equals("AzureDiagnostics")
                || (PARSER.matcher(name).matches() && !OWN_TABLE.matcher(name).matches())
                || listed.table(name).isEmpty();
    }

    @Override
    public Optional<TableSchema> standIn(String name) {
        List<Column> columns = FUNCTIONS.get(name);
        if (columns != null) {
            return Optional.of(new TableSchema(name, columns, Set.of()));
        }
        Optional<TableSchema> parsed = parser(name);
        if (parsed.isPresent()) {
            return parsed;
        }
        return isSlip(name) ? Optional.empty() : Optional.of(new TableSchema(name, STANDARD, Set.of("Type")));
    }

    /** An ASIM parser gives at least what the workspace's own table of the same schema has. */
    private Optional<TableSchema> parser(String name) {
        Matcher parser = PARSER.matcher(name);
        if (!parser.matches()) {
            return Optional.empty();
        }
        return listed.tables().stream()
                .filter(table -> {
                    Matcher own = OWN_TABLE.matcher(table.name());
                    return own.matches() && parser.group("schema").startsWith(own.group("schema"));
                })
                .findFirst()
                .map(table -> new TableSchema(name, table.columns(), table.hidden()));
    }

    /** Whether the name is a listed one but for the case of letters or one letter more, less, changed or swapped. */
    private boolean isSlip(String name) {
        return listed.tables().stream().anyMatch(table -> isNear(name, table.name()));
    }

    private static boolean isNear(String left, String right) {
        if (left.equalsIgnoreCase(right)) {
            return true;
        }
        int difference = left.length() - right.length();
        if (Math.abs(difference) > 1) {
            return false;
        }
        int start = 0;
        while (start < Math.min(left.length(), right.length()) && left.charAt(start) == right.charAt(start)) {
            start++;
        }
        int leftEnd = left.length();
        int rightEnd = right.length();
        while (leftEnd > start && rightEnd > start && left.charAt(leftEnd - 1) == right.charAt(rightEnd - 1)) {
            leftEnd--;
            rightEnd--;
        }
        int leftRest = leftEnd - start;
        int rightRest = rightEnd - start;
        return Math.max(leftRest, rightRest) <= 1
                || (leftRest == 2
                        && rightRest == 2
                        && left.charAt(start) == right.charAt(start + 1)
                        && left.charAt(start + 1) == right.charAt(start));
    }

    /** Every workspace that a published query names is taken for this one. */
    @Override
    public boolean answersTo(String resource) {
        return true;
    }
}
