package io.cpqoms.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The house rules of every service. A service's {@code HouseRulesTest} extends this in the service's root package, which is where
 * the rules take the root from: a service that moved to another package is held to the same rules.
 */
@Tag("ENG-07")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HouseRules {
    /** Where the platform's own libraries live, whatever the service's package is. */
    private static final String PLATFORM = "io.cpqoms.";

    private static final List<String> SHARED = List.of("values", "command", "messaging", "topics");

    private final String root = getClass().getPackageName();
    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(root);

    /** The classes of the service, without its tests, for rules of its own. */
    protected final JavaClasses service() {
        return service;
    }

    /** The package that the service's classes lie in or below. */
    protected final String root() {
        return root;
    }

    @Test
    void aServiceHasClassesToCheck() {
        assertThat(service).as("classes below " + root).isNotEmpty();
    }

    @Test
    void featuresDoNotDependOnEachOtherInACircle() {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().check(service);
    }

    @Test
    void nothingDependsOnTheRestFaceButTheRestFace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(root + "..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + "..web..")
                .check(service);
    }

    @Test
    void onlyTheServiceItselfAndTheSharedLibrariesAreOurs() {
        noClasses()
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("belong to another module of the platform") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getPackageName().startsWith(PLATFORM)
                                && !type.getPackageName().startsWith(root)
                                && SHARED.stream()
                                        .noneMatch(
                                                library -> type.getPackageName().startsWith(PLATFORM + library));
                    }
                })
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage(PLATFORM + "messaging.internal..")
                .check(service);
    }

    @Test
    @Tag("K12")
    void everyOperationNamesItsRoles() {
        OperationRules.requireRoles(service);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
                .check(service);
    }

    @Test
    void dependenciesComeByConstructorAndNothingStaticChanges() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(service);
        noFields()
                .that()
                .areStatic()
                .should()
                .notBeFinal()
                .because("static state outlives requests and tests")
                .check(service);
    }

    @Test
    void everyPackageIsNullMarked() {
        service.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .forEach(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
                        .as("@NullMarked on " + javaPackage.getName())
                        .isTrue());
    }
}
