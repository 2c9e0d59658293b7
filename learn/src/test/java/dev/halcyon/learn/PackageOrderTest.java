package dev.halcyon.learn;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** Packages depend on packages before them only. */
class PackageOrderTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.halcyon.learn");

    @Test
    void thereIsNoWayBack() {
        slices().matching("dev.halcyon.learn.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyModelFilesTouchFilesAndJson() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.halcyon.learn.file")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io", "java.nio.file", "tools.jackson..")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void onlyRidgeNeedsLinearAlgebra() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.halcyon.learn.linear")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.ejml..")
                .check(CLASSES);
    }
}
