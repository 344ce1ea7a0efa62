package io.cpqoms.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.cpqoms.testkit.StrictHouseRules;
import org.junit.jupiter.api.Test;

/** The house rules, for this service, and one that the kit doesn't have. */
class HouseRulesTest extends StrictHouseRules {

    /** Consumers find themselves in the library's transaction; everybody else asks a handler. */
    @Test
    void commandHandlersAreTheOnlyTransactionBorders() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("CommandHandler")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.transaction.Transactional")
                .check(service());
    }
}
