package dev.halcyon.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arrows go forward only: see ARCHITECTURE.md. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.halcyon");

    /** Modules in travel order. */
    private static final List<String> MODULES = List.of(
            "dev.halcyon.kql..",
            "dev.halcyon.analytics..",
            "dev.halcyon.learn..",
            "dev.halcyon.engine..",
            "dev.halcyon.store..",
            "dev.halcyon.workspace..",
            "dev.halcyon.server..",
            "dev.halcyon.cli..");

    /** Packages of the language in travel order. */
    private static final List<String> LANGUAGE = List.of(
            "dev.halcyon.kql.diagnostic..",
            "dev.halcyon.kql.type..",
            "dev.halcyon.kql.syntax..",
            "dev.halcyon.kql.function..",
            "dev.halcyon.kql.plan..",
            "dev.halcyon.kql.bind..");

    @Test
    void modulesKnowOnlyEarlierOnes() {
        assertForward(MODULES);
    }

    @Test
    void theLanguageIsOneRoad() {
        assertForward(LANGUAGE);
    }

    @Test
    void syntaxAndPlanNeverMix() {
        noClasses()
                .that()
                .resideInAPackage("dev.halcyon.kql.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.halcyon.kql.syntax..")
                .check(CLASSES);
    }

    @Test
    void theEngineContractDoesNotKnowAnEngine() {
        noClasses()
                .that()
                .resideInAPackage("dev.halcyon..")
                .and()
                .resideOutsideOfPackages("dev.halcyon.engine.duckdb..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAnyPackage("dev.halcyon.engine", "dev.halcyon.engine.sql..", "dev.halcyon.engine.lower..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.halcyon.engine.duckdb..")
                .check(CLASSES);
    }

    @Test
    void protocolsDoNotKnowEachOther() {
        slices().matching("dev.halcyon.server.azure.(*)..")
                .should()
                .notDependOnEachOther()
                .check(CLASSES);
    }

    @Test
    void noJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.Object(In|Out)putStream")
                .check(CLASSES);
    }

    private static void assertForward(List<String> packages) {
        for (int earlier = 0; earlier < packages.size() - 1; earlier++) {
            String[] later = packages.subList(earlier + 1, packages.size()).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packages.get(earlier))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .allowEmptyShould(true)
                    .check(CLASSES);
        }
    }
}
