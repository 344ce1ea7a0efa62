package io.cpqoms.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The house rules of a service whose features are closed: values that know no framework, and nothing public that no other
 * package uses. New services begin with these.
 */
public abstract class StrictHouseRules extends HouseRules {
    /** What the domain must not know; a service whose values are made of one of these says so by overriding. */
    protected List<String> frameworks() {
        return List.of(
                "jakarta..",
                "io.quarkus..",
                "io.smallrye..",
                "org.hibernate..",
                "com.fasterxml..",
                "org.apache.kafka..",
                "io.vertx..",
                "org.camunda..",
                "org.opensearch.client..",
                "java.sql..");
    }

    @Test
    void theDomainKnowsNoFramework() {
        noClasses()
                .that(areValuesOfTheDomain())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(frameworks().toArray(String[]::new))
                .because("records, enums and sealed types decide; they must be testable without anything")
                .check(service());
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
                .check(service());
    }

    @Test
    void whatNoOtherPackageCallsIsNotPublic() {
        classes()
                .that()
                .arePublic()
                .and()
                .areTopLevelClasses()
                .should(beUsedByAnotherPackage())
                .check(service());
    }

    /** Records, enums and sealed types of a feature; web and integration face outwards and may know what they face. */
    private DescribedPredicate<JavaClass> areValuesOfTheDomain() {
        return new DescribedPredicate<>("are records, enums or sealed types of the domain") {
            @Override
            public boolean test(JavaClass type) {
                String inside = type.getPackageName().substring(root().length()) + ".";
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
