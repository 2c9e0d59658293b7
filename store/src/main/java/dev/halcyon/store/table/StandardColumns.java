package dev.halcyon.store.table;

import dev.halcyon.kql.type.Column;
import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.kql.type.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The columns that every table has without declaring them (ingestion.md section 5). The hidden ones resolve when named
 * and are left out of {@code *} and of the default result (R136).
 */
public final class StandardColumns {

    /** Event time. */
    public static final Column TIME_GENERATED = new Column("TimeGenerated", ScalarType.DATETIME);

    /** The workspace's customer id. */
    public static final Column TENANT_ID = new Column("TenantId", ScalarType.STRING);

    /** Where rows come from; only tables that document it have it. */
    public static final Column SOURCE_SYSTEM = new Column("SourceSystem", ScalarType.STRING);

    /** The table's name. */
    public static final Column TYPE = new Column("Type", ScalarType.STRING);

    /** Arrival at the ingestion point. */
    public static final Column TIME_RECEIVED = new Column("_TimeReceived", ScalarType.DATETIME);

    /** Unique for each row. */
    public static final Column ITEM_ID = new Column("_ItemId", ScalarType.STRING);

    /** Lower-case ARM id of the resource that a row is about, or empty. */
    public static final Column RESOURCE_ID = new Column("_ResourceId", ScalarType.STRING);

    /** Subscription of that resource, or empty. */
    public static final Column SUBSCRIPTION_ID = new Column("_SubscriptionId", ScalarType.STRING);

    /** {@code "true"} or {@code "false"}, a string. */
    public static final Column IS_BILLABLE = new Column("_IsBillable", ScalarType.STRING);

    /** Size of the row's text form in bytes, without the standard columns. */
    public static final Column BILLED_SIZE = new Column("_BilledSize", ScalarType.REAL);

    private static final List<Column> HIDDEN =
            List.of(TIME_RECEIVED, ITEM_ID, RESOURCE_ID, SUBSCRIPTION_ID, IS_BILLABLE, BILLED_SIZE);

    private static final Set<String> HIDDEN_NAMES =
            Set.copyOf(HIDDEN.stream().map(Column::name).toList());

    private StandardColumns() {}

    /** True for a name that no one declares because every table has it. {@code TimeGenerated} may be declared. */
    public static boolean isReserved(String name) {
        return HIDDEN_NAMES.contains(name) || name.equals(TENANT_ID.name()) || name.equals(TYPE.name());
    }

    /** True for columns that do not count for the billed size. */
    public static boolean isUnbilled(String name) {
        return isReserved(name);
    }

    /**
     * The queryable schema: {@code TenantId}, {@code SourceSystem} when declared, {@code TimeGenerated}, the declared
     * columns in order, {@code Type}, the hidden columns.
     */
    public static TableSchema schema(String table, List<Column> declared) {
        List<Column> columns = new ArrayList<>(declared.size() + 10);
        columns.add(TENANT_ID);
        if (declared.contains(SOURCE_SYSTEM)) {
            columns.add(SOURCE_SYSTEM);
        }
        columns.add(TIME_GENERATED);
        Predicate<Column> placed = column -> isReserved(column.name()) || columns.contains(column);
        List<Column> own = declared.stream().filter(placed.negate()).toList();
        columns.addAll(own);
        columns.add(TYPE);
        columns.addAll(HIDDEN);
        return new TableSchema(table, columns, HIDDEN_NAMES);
    }
}
