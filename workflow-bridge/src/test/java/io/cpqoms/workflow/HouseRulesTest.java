package io.cpqoms.workflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.cpqoms.testkit.HouseRules;
import org.junit.jupiter.api.Test;

/** The house rules, for this service, and those that only it has: the engine can be exchanged. */
class HouseRulesTest extends HouseRules {
    private static final String ROOT = HouseRulesTest.class.getPackageName();

    @Test
    void camundaStaysInTheEnginePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.camunda..")
                .check(service());
    }

    @Test
    void theEnginePackageKnowsNoOtherPackageOfTheBridge() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROOT + ".process..", ROOT + ".correlation..", ROOT + ".integration..", ROOT + ".task..")
                .check(service());
    }
}
