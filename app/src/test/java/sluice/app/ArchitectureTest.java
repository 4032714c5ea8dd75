package sluice.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "sluice", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule FEATURE_MODULES_KNOW_NOTHING_OF_EACH_OTHER =
            slices().matching("sluice.(dedup|state|peer|queue)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule ONLY_THE_APP_KNOWS_THE_APP = noClasses()
            .that()
            .resideOutsideOfPackage("sluice.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("sluice.app..");
}
