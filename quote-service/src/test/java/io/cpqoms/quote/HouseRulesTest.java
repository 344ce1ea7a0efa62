package io.cpqoms.quote;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The house rules of a service. The class is the same in every service: it takes its root from its own package. */
@Tag("ENG-07")
class HouseRulesTest {

    private static final String ROOT = HouseRulesTest.class.getPackageName();
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final String[] FRAMEWORKS = {
        "jakarta..",
        "io.quarkus..",
        "io.smallrye..",
        "org.hibernate..",
        "com.fasterxml..",
        "org.apache.kafka..",
        "io.vertx..",
        "org.camunda..",
        "org.opensearch.client..",
        "java.sql.."
    };

    @Test
    void theDomainKnowsNoFramework() {
        noClasses()
                .that(areValuesOfTheDomain())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(FRAMEWORKS)
                .because("records, enums and sealed types decide; they must be testable without anything")
                .check(SERVICE);
    }

    @Test
    void featuresDoNotDependOnEachOtherInACircle() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(SERVICE);
    }

    @Test
    void nothingDependsOnTheRestFaceButTheRestFace() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "..web..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + "..web..")
                .check(SERVICE);
    }

    @Test
    void onlyTheServiceItselfAndTheMessagingLibraryAreOurs() {
        noClasses()
                .should()
                .dependOnClassesThat(new DescribedPredicate<JavaClass>("belong to another module of the platform") {
                    @Override
                    public boolean test(JavaClass type) {
                        return type.getPackageName().startsWith("io.cpqoms.")
                                && !type.getPackageName().startsWith(ROOT)
                                && !type.getPackageName().startsWith("io.cpqoms.messaging");
                    }
                })
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("io.cpqoms.messaging.internal..")
                .check(SERVICE);
    }

    @Test
    void resourcesRowsAndTablesStayInsideTheirPackage() {
        classes()
                .that()
                .haveSimpleNameEndingWith("Resource")
                .or()
                .haveSimpleNameEndingWith("Row")
                .or()
                .haveSimpleNameEndingWith("Transitions")
                .should()
                .notBePublic()
                .allowEmptyShould(true)
                .check(SERVICE);
    }

    @Test
    void whatNoOtherPackageCallsIsNotPublic() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(beUsedByAnotherPackage())
                .check(SERVICE);
    }

    @Test
    void namesSayWhatThingsAre() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)")
                .check(SERVICE);
    }

    @Test
    void dependenciesComeByConstructorAndNothingStaticChanges() {
        noFields().should().beAnnotatedWith("jakarta.inject.Inject").check(SERVICE);
        noFields()
                .that()
                .areStatic()
                .should()
                .notBeFinal()
                .because("static state outlives requests and tests")
                .check(SERVICE);
    }

    @Test
    void everyPackageIsNullMarked() {
        SERVICE.stream()
                .map(JavaClass::getPackage)
                .distinct()
                .forEach(javaPackage -> assertThat(javaPackage.isAnnotatedWith(NullMarked.class))
                        .as("@NullMarked on " + javaPackage.getName())
                        .isTrue());
    }

    /** Records, enums and sealed types of a feature; web and integration face outwards and may know what they face. */
    private static DescribedPredicate<JavaClass> areValuesOfTheDomain() {
        return new DescribedPredicate<>("are records, enums or sealed types of the domain") {
            @Override
            public boolean test(JavaClass type) {
                String inside = type.getPackageName().substring(ROOT.length()) + ".";
                boolean facesOutwards = inside.contains(".web.") || inside.contains(".integration.");
                boolean sealed = type.isInterface() && type.reflect().isSealed();
                return !facesOutwards && (type.isRecord() || type.isEnum() || sealed);
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedByAnotherPackage() {
        return new ArchCondition<>("be used by another package, or be found by the framework") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean found = type.isAnnotatedWith("io.smallrye.config.ConfigMapping")
                        || type.isAnnotatedWith("io.quarkus.smallrye.openapi.OpenApiFilter");
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .map(dependency -> dependency.getOriginClass())
                        .anyMatch(origin -> !origin.getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(
                        type, found || used, type.getName() + " is public but only its package uses it"));
            }
        };
    }
}
