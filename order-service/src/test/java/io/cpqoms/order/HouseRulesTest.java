package io.cpqoms.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import io.cpqoms.order.lifecycle.OrderCommandHandler;
import io.cpqoms.testkit.HouseRules;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The house rules, for this service, and those that only it has: its layers, its one writer. */
class HouseRulesTest extends HouseRules {
    private static final String ROOT = HouseRulesTest.class.getPackageName();

    /** The sealed families that the domain is made of. */
    private static final Set<String> DOMAIN = Set.of(
            "Order",
            "OrderState",
            "OrderCommand",
            "OrderEvent",
            "OrderProblem",
            "Decision",
            "OrderTransitions",
            "TaskDecisions",
            "TaskState",
            "Fulfilment",
            "AcceptedQuote",
            "OrderLine",
            "Totals");

    @Test
    void featuresUseOnlyThoseBelowThem() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("decomposition")
                .definedBy(ROOT + ".decomposition..")
                .layer("fallout")
                .definedBy(ROOT + ".fallout..")
                .layer("lifecycle")
                .definedBy(ROOT + ".lifecycle..")
                .layer("fulfilment")
                .definedBy(ROOT + ".fulfilment..")
                .layer("integration")
                .definedBy(ROOT + ".integration..")
                .whereLayer("integration")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("fulfilment")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("lifecycle")
                .mayOnlyBeAccessedByLayers("fulfilment", "integration")
                .whereLayer("fallout")
                .mayOnlyBeAccessedByLayers("lifecycle", "fulfilment", "integration")
                .check(service());
    }

    @Test
    void theDomainIsPlainJava() {
        noClasses()
                .that(areOfTheDomain())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "io.quarkus..",
                        "com.fasterxml..",
                        "org.slf4j..",
                        "java.sql..",
                        "io.cpqoms.messaging..")
                .check(service());
    }

    @Test
    void onlyTheHandlerWritesOrders() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(OrderCommandHandler.class)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "save or insert an order",
                        call -> call.getTargetOwner().getSimpleName().equals("Orders")
                                && Set.of("save", "insert").contains(call.getName())))
                .check(service());
    }

    @Test
    void stateIsFinal() {
        fields().that()
                .areDeclaredInClassesThat(DescribedPredicate.describe(
                        "are written by hand", type -> !type.getName().contains("_")))
                .should()
                .beFinal()
                .check(service());
    }

    @Test
    void commandHandlersAreTheOnlyTransactionBorders() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(OrderCommandHandler.class)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.transaction.Transactional")
                .check(service());
    }

    private static DescribedPredicate<JavaClass> areOfTheDomain() {
        return DescribedPredicate.describe(
                "are of the domain",
                type -> type.getPackageName().equals(ROOT + ".fallout")
                        || type.getPackageName().equals(ROOT + ".decomposition")
                                && !type.getName().contains("CatalogSnapshots")
                        || type.getPackageName().equals(ROOT + ".lifecycle")
                                && DOMAIN.contains(outermost(type).getSimpleName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRulesTest::outermost).orElse(type);
    }
}
