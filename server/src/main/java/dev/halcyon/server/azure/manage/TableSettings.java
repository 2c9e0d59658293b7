package dev.halcyon.server.azure.manage;

import dev.halcyon.kql.type.ScalarType;
import dev.halcyon.store.table.DeclaredColumn;
import dev.halcyon.store.table.Retention;
import dev.halcyon.store.table.TableDefinition;
import dev.halcyon.store.table.TableException;
import dev.halcyon.store.table.TableException.Reason;
import dev.halcyon.store.table.TablePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads columns and retention out of the tables API's JSON. */
final class TableSettings {

    /** The interactive retention of tables that are not for every query. */
    private static final int FIXED_DAYS = 30;

    private TableSettings() {}

    static List<DeclaredColumn> columns(JsonNode given) {
        List<DeclaredColumn> columns = new ArrayList<>();
        for (JsonNode column : given) {
            String name = column.path("name").asString("");
            String type = column.path("type").asString("");
            Optional<ScalarType> known = ScalarType.byName(type);
            if (known.isEmpty()) {
                throw new TableException(
                        Reason.INVALID_COLUMN,
                        "Column '%s' has type '%s': use string, int, long, real, boolean, dateTime, guid or dynamic."
                                .formatted(name, type));
            }
            // The documented service stores and answers guid columns of custom tables as strings.
            ScalarType stored = known.get() == ScalarType.GUID ? ScalarType.STRING : known.get();
            columns.add(
                    new DeclaredColumn(name, stored, column.path("description").asString("")));
        }
        return columns;
    }

    /**
     * The retention that is asked for: null and -1 mean the workspace's own, and so does what a PUT leaves out.
     *
     * @param kept the table whose retention stays where nothing is said; empty for a PUT
     */
    static Retention retention(JsonNode properties, Optional<TableDefinition> kept, TablePlan plan, int workspaceDays) {
        JsonNode interactive = properties.path("retentionInDays");
        JsonNode total = properties.path("totalRetentionInDays");
        Optional<Retention> old = kept.map(TableDefinition::retention);
        int days = workspaceDays;
        boolean daysByDefault = true;
        if (isSet(interactive)) {
            days = interactive.asInt();
            daysByDefault = false;
        } else if (interactive.isMissingNode() && old.isPresent()) {
            days = old.get().interactiveIsDefault() ? workspaceDays : old.get().interactiveDays();
            daysByDefault = old.get().interactiveIsDefault();
        }
        if (plan != TablePlan.ANALYTICS) {
            if (!daysByDefault && isSet(interactive) && days != FIXED_DAYS) {
                throw new TableException(
                        Reason.INVALID_RETENTION,
                        "retentionInDays of a %s table is %d and cannot be %d: set totalRetentionInDays."
                                .formatted(plan.wireName(), FIXED_DAYS, days));
            }
            days = FIXED_DAYS;
        }
        int totalDays = days;
        boolean totalByDefault = true;
        if (isSet(total)) {
            totalDays = total.asInt();
            totalByDefault = false;
        } else if (total.isMissingNode() && old.isPresent() && !old.get().totalIsDefault()) {
            totalDays = old.get().totalDays();
            totalByDefault = false;
        }
        return new Retention(days, totalDays, daysByDefault, totalByDefault);
    }

    private static boolean isSet(JsonNode days) {
        return days.isInt() && days.asInt() != -1;
    }
}
