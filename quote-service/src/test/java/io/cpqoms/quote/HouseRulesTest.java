package io.cpqoms.quote;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.cpqoms.testkit.StrictHouseRules;
import org.junit.jupiter.api.Test;

/** The house rules, for this service, and one that only it has: the policy's engine can be exchanged. */
class HouseRulesTest extends StrictHouseRules {

    @Test
    void oneClassKnowsTheDecisionEngine() {
        noClasses()
                .that()
                .doNotHaveSimpleName("DmnApprovalPolicy")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.camunda..")
                .check(service());
    }
}
