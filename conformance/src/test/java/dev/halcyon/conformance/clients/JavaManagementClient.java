package dev.halcyon.conformance.clients;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.rest.PagedIterable;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.management.profile.AzureProfile;
import com.azure.core.util.Context;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.azure.resourcemanager.loganalytics.LogAnalyticsManager;
import com.azure.resourcemanager.loganalytics.models.Column;
import com.azure.resourcemanager.loganalytics.models.ColumnTypeEnum;
import com.azure.resourcemanager.loganalytics.models.SavedSearch;
import com.azure.resourcemanager.loganalytics.models.Schema;
import com.azure.resourcemanager.loganalytics.models.Table;
import com.azure.resourcemanager.loganalytics.models.TablePlanEnum;
import com.azure.resourcemanager.loganalytics.models.Workspace;
import com.azure.resourcemanager.loganalytics.models.WorkspacePurgeBody;
import com.azure.resourcemanager.loganalytics.models.WorkspacePurgeBodyFilters;
import com.azure.resourcemanager.monitor.MonitorManager;
import com.azure.resourcemanager.monitor.fluent.MonitorClient;
import com.azure.resourcemanager.monitor.fluent.models.DataCollectionEndpointResourceInner;
import com.azure.resourcemanager.monitor.fluent.models.DataCollectionRuleAssociationProxyOnlyResourceInner;
import com.azure.resourcemanager.monitor.fluent.models.DataCollectionRuleResourceInner;
import com.azure.resourcemanager.monitor.models.ColumnDefinition;
import com.azure.resourcemanager.monitor.models.DataCollectionRuleDestinations;
import com.azure.resourcemanager.monitor.models.DataFlow;
import com.azure.resourcemanager.monitor.models.KnownColumnDefinitionType;
import com.azure.resourcemanager.monitor.models.KnownDataFlowStreams;
import com.azure.resourcemanager.monitor.models.LogAnalyticsDestination;
import com.azure.resourcemanager.monitor.models.StreamDeclaration;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The management clients of azure-sdk-for-java against a server; prints one JSON object of what they answered. */
final class JavaManagementClient {

    private static final String ENDPOINT = setting("ENDPOINT");
    private static final String RESOURCE = setting("RESOURCE");
    private static final String SUBSCRIPTION = RESOURCE.split("/", -1)[2];
    private static final String GROUP = RESOURCE.split("/", -1)[4];
    private static final String NAME = RESOURCE.split("/", -1)[8];
    private static final String TABLE = "JavaManaged_CL";
    private static final String STREAM = "Custom-JavaManaged";
    private static final String MANAGED = "java-managed";

    private final LogAnalyticsManager analytics;
    private final MonitorClient monitor;
    private final ObjectNode answers = JsonMapper.shared().createObjectNode();

    private JavaManagementClient(TokenCredential credential, AzureProfile profile) {
        this.analytics = LogAnalyticsManager.authenticate(credential, profile);
        this.monitor = MonitorManager.authenticate(credential, profile).serviceClient();
    }

    private static String setting(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }

    public static void main(String[] arguments) {
        TokenCredential credential = new ClientSecretCredentialBuilder()
                .authorityHost(ENDPOINT)
                .tenantId(setting("TENANT"))
                .clientId(setting("CLIENT"))
                .clientSecret(setting("SECRET"))
                .disableInstanceDiscovery()
                .build();
        Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
        endpoints.put("resourceManagerEndpointUrl", ENDPOINT + "/");
        endpoints.put("activeDirectoryEndpointUrl", ENDPOINT + "/");
        AzureProfile profile =
                new AzureProfile(setting("TENANT"), SUBSCRIPTION, new AzureEnvironment(Map.copyOf(endpoints)));
        JavaManagementClient client = new JavaManagementClient(credential, profile);
        client.workspaces();
        client.tables();
        client.rules();
        client.searches();
        client.end();
        System.out.println(client.answers);
        System.exit(0);
    }

    private void workspaces() {
        Workspace workspace = analytics.workspaces().getByResourceGroup(GROUP, NAME);
        answers.putArray("workspace")
                .add(workspace.customerId().equals(setting("WORKSPACE")))
                .add(workspace.provisioningState().toString())
                .add(workspace.sku().name().toString())
                .add(workspace.workspaceCapping().dataIngestionStatus().toString())
                .add(OffsetDateTime.parse(workspace.createdDate()).getYear() > 2000)
                .add(OffsetDateTime.parse(workspace.modifiedDate()).getYear() > 2000);
        ArrayNode lists = answers.putArray("workspaces");
        names(lists, analytics.workspaces().list(), Workspace::name);
        names(lists, analytics.workspaces().listByResourceGroup(GROUP), Workspace::name);
        names(lists, analytics.deletedWorkspaces().list(), Workspace::name);
        Workspace kept = analytics
                .workspaces()
                .define(NAME)
                .withRegion(workspace.location())
                .withExistingResourceGroup(GROUP)
                .withRetentionInDays(60)
                .withTags(Map.of("team", "java"))
                .create();
        ArrayNode retention = answers.putArray("kept").add(kept.retentionInDays());
        Workspace updated = kept.update().withRetentionInDays(30).apply();
        retention.add(updated.retentionInDays()).add(updated.tags().get("team"));
        answers.put(
                "keys",
                analytics
                        .sharedKeysOperations()
                        .getSharedKeys(GROUP, NAME)
                        .primarySharedKey()
                        .length());
        answers.put(
                "tier",
                analytics
                        .availableServiceTiers()
                        .listByWorkspace(GROUP, NAME)
                        .getFirst()
                        .serviceTier()
                        .toString());
        answers.put("usages", analytics.usages().list(GROUP, NAME).stream().count());
        answers.put("schema", analytics.schemas().get(GROUP, NAME).value().size() > 1000);
    }

    private void tables() {
        Schema schema = new Schema()
                .withName(TABLE)
                .withColumns(List.of(
                        new Column().withName("TimeGenerated").withType(ColumnTypeEnum.DATE_TIME),
                        new Column().withName("Number").withType(ColumnTypeEnum.LONG),
                        new Column().withName("Body").withType(ColumnTypeEnum.DYNAMIC)));
        Table table = analytics
                .tables()
                .define(TABLE)
                .withExistingWorkspace(GROUP, NAME)
                .withPlan(TablePlanEnum.ANALYTICS)
                .withTotalRetentionInDays(365)
                .withSchema(schema)
                .create();
        Table updated = table.update().withRetentionInDays(90).apply();
        answers.putArray("table")
                .add(table.name())
                .add(String.valueOf(table.plan()))
                .add(table.totalRetentionInDays())
                .add(String.valueOf(table.provisioningState()))
                .add(String.valueOf(table.schema().tableType()))
                .add(table.schema().columns().getFirst().type().toString())
                .add(updated.retentionInDays())
                .add(updated.archiveRetentionInDays());
        List<String> names = analytics.tables().listByWorkspace(GROUP, NAME).stream()
                .map(Table::name)
                .toList();
        answers.putArray("tables").add(names.contains(TABLE)).add(names.contains("Usage"));
        answers.put(
                "builtIn",
                analytics.tables().get(GROUP, NAME, "Usage").schema().standardColumns().stream()
                        .anyMatch(column -> column.name().equals("Quantity")));
        answers.put("noTable", status(() -> analytics.tables().get(GROUP, NAME, "Missing_CL")));
    }

    private void rules() {
        DataCollectionEndpointResourceInner endpoint = monitor.getDataCollectionEndpoints()
                .createWithResponse(
                        GROUP, MANAGED, new DataCollectionEndpointResourceInner().withLocation("local"), Context.NONE)
                .getValue();
        answers.putArray("endpoint")
                .add(endpoint.logsIngestion().endpoint().equals(ENDPOINT))
                .add(String.valueOf(endpoint.provisioningState()));
        DataCollectionRuleResourceInner rule = monitor.getDataCollectionRules()
                .createWithResponse(GROUP, MANAGED, rule(endpoint.id()), Context.NONE)
                .getValue();
        answers.putArray("rule")
                .add(rule.immutableId().startsWith("dcr-"))
                .add(String.valueOf(rule.provisioningState()))
                .add(Objects.requireNonNull(rule.streamDeclarations().get(STREAM))
                        .columns()
                        .size())
                .add(rule.dataFlows().getFirst().transformKql())
                .add(setting("WORKSPACE")
                        .equals(rule.destinations().logAnalytics().getFirst().workspaceId()))
                .add(endpoint.id().equals(rule.dataCollectionEndpointId()));
        ArrayNode lists = answers.putArray("rules");
        lists.add(monitor.getDataCollectionRules().list().stream()
                .anyMatch(each -> each.name().equals(MANAGED)));
        lists.add(monitor.getDataCollectionRules().listByResourceGroup(GROUP).stream()
                .anyMatch(each -> each.name().equals(MANAGED)));
        lists.add(monitor.getDataCollectionRules()
                .getByResourceGroup(GROUP, MANAGED)
                .immutableId()
                .equals(rule.immutableId()));
        String machine = "/subscriptions/%s/resourceGroups/%s/providers/Microsoft.Compute/virtualMachines/java"
                .formatted(SUBSCRIPTION, GROUP);
        DataCollectionRuleAssociationProxyOnlyResourceInner association = monitor.getDataCollectionRuleAssociations()
                .createWithResponse(
                        machine,
                        MANAGED,
                        new DataCollectionRuleAssociationProxyOnlyResourceInner().withDataCollectionRuleId(rule.id()),
                        Context.NONE)
                .getValue();
        answers.put("association", rule.id().equals(association.dataCollectionRuleId()));
        ArrayNode associations = answers.putArray("associations");
        names(
                associations,
                monitor.getDataCollectionRuleAssociations().listByResource(machine),
                DataCollectionRuleAssociationProxyOnlyResourceInner::name);
        names(
                associations,
                monitor.getDataCollectionRuleAssociations().listByRule(GROUP, MANAGED),
                DataCollectionRuleAssociationProxyOnlyResourceInner::name);
        monitor.getDataCollectionRuleAssociations().delete(machine, MANAGED);
        answers.put(
                "badRule",
                status(() -> monitor.getDataCollectionRules()
                        .createWithResponse(
                                GROUP, MANAGED, rule(endpoint.id()).withStreamDeclarations(Map.of()), Context.NONE)));
        monitor.getDataCollectionRules().delete(GROUP, MANAGED);
        monitor.getDataCollectionEndpoints().delete(GROUP, MANAGED);
        answers.put("noRule", status(() -> monitor.getDataCollectionRules().getByResourceGroup(GROUP, MANAGED)));
    }

    private static DataCollectionRuleResourceInner rule(String endpoint) {
        StreamDeclaration stream = new StreamDeclaration()
                .withColumns(List.of(
                        new ColumnDefinition().withName("TimeGenerated").withType(KnownColumnDefinitionType.DATETIME),
                        new ColumnDefinition().withName("Number").withType(KnownColumnDefinitionType.LONG)));
        return new DataCollectionRuleResourceInner()
                .withLocation("local")
                .withDataCollectionEndpointId(endpoint)
                .withStreamDeclarations(Map.of(STREAM, stream))
                .withDestinations(new DataCollectionRuleDestinations()
                        .withLogAnalytics(List.of(new LogAnalyticsDestination()
                                .withWorkspaceResourceId(RESOURCE)
                                .withName("workspace"))))
                .withDataFlows(List.of(new DataFlow()
                        .withStreams(List.of(KnownDataFlowStreams.fromString(STREAM)))
                        .withDestinations(List.of("workspace"))
                        .withTransformKql("source | where Number > 1")
                        .withOutputStream("Custom-" + TABLE)));
    }

    private void searches() {
        SavedSearch search = analytics
                .savedSearches()
                .define(MANAGED)
                .withExistingWorkspace(GROUP, NAME)
                .withCategory("clients")
                .withDisplayName("Rows of Java")
                .withQuery(TABLE + " | where Number > Least")
                .withFunctionAlias("RowsOfJava")
                .withFunctionParameters("Least:long = 5")
                .withVersion(2L)
                .withEtag("*")
                .create();
        answers.putArray("search")
                .add(search.functionAlias())
                .add(search.version())
                .add(analytics.savedSearches().get(GROUP, NAME, MANAGED).query().equals(search.query()))
                .add(analytics.savedSearches().listByWorkspace(GROUP, NAME).value().stream()
                        .anyMatch(each -> each.displayName().equals("Rows of Java")));
    }

    private void end() {
        WorkspacePurgeBody body = new WorkspacePurgeBody()
                .withTable(TABLE)
                .withFilters(List.of(new WorkspacePurgeBodyFilters()
                        .withColumn("TimeGenerated")
                        .withOperator("<")
                        .withValue("2020-01-01T00:00:00Z")));
        String purge = analytics.workspacePurges().purge(GROUP, NAME, body).operationId();
        answers.put(
                "purge",
                List.of("pending", "completed")
                        .contains(analytics
                                .workspacePurges()
                                .getPurgeStatus(GROUP, NAME, purge)
                                .status()
                                .toString()));
        analytics.savedSearches().delete(GROUP, NAME, MANAGED);
        analytics.tables().delete(GROUP, NAME, TABLE);
        answers.putArray("gone")
                .add(status(() -> analytics.savedSearches().get(GROUP, NAME, MANAGED)))
                .add(status(() -> analytics.tables().get(GROUP, NAME, TABLE)));
        answers.put(
                "refused",
                status(() -> analytics
                        .workspaces()
                        .define("another")
                        .withRegion("local")
                        .withExistingResourceGroup(GROUP)
                        .create()));
    }

    private static <T> void names(ArrayNode list, PagedIterable<T> pages, Function<T, String> name) {
        pages.forEach(resource -> list.add(name.apply(resource)));
    }

    private static String status(Runnable work) {
        try {
            work.run();
            return "done";
        } catch (ManagementException e) {
            return e.getResponse().getStatusCode() + " " + e.getValue().getCode();
        }
    }
}
