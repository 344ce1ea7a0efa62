package io.cpqoms.order;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cpqoms.order.lifecycle.OrderCommandHandler;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The house rules of this service, checked on its classes. */
class HouseRulesTest {

    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.cpqoms.order");

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
                .definedBy("io.cpqoms.order.decomposition..")
                .layer("fallout")
                .definedBy("io.cpqoms.order.fallout..")
                .layer("lifecycle")
                .definedBy("io.cpqoms.order.lifecycle..")
                .layer("fulfilment")
                .definedBy("io.cpqoms.order.fulfilment..")
                .layer("integration")
                .definedBy("io.cpqoms.order.integration..")
                .whereLayer("integration")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("fulfilment")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("lifecycle")
                .mayOnlyBeAccessedByLayers("fulfilment", "integration")
                .whereLayer("fallout")
                .mayOnlyBeAccessedByLayers("lifecycle", "fulfilment", "integration")
                .check(SERVICE);
    }

    @Test
    void featuresFormNoCircle() {
        slices().matching("io.cpqoms.order.(*)..").should().beFreeOfCycles().check(SERVICE);
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
                .check(SERVICE);
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
                .check(SERVICE);
    }

    @Test
    void nothingHasANameThatSaysNothing() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .check(SERVICE);
    }

    @Test
    void stateIsFinal() {
        fields().that()
                .areDeclaredInClassesThat(DescribedPredicate.describe(
                        "are written by hand", type -> !type.getName().contains("_")))
                .should()
                .beFinal()
                .check(SERVICE);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith(NullMarked.class)
                .check(SERVICE);
    }

    @Test
    void commandHandlersAreTheOnlyTransactionBorders() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(OrderCommandHandler.class)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.transaction.Transactional")
                .check(SERVICE);
    }

    private static DescribedPredicate<JavaClass> areOfTheDomain() {
        return DescribedPredicate.describe(
                "are of the domain",
                type -> type.getPackageName().equals("io.cpqoms.order.fallout")
                        || type.getPackageName().equals("io.cpqoms.order.decomposition")
                                && !type.getName().contains("CatalogSnapshots")
                        || type.getPackageName().equals("io.cpqoms.order.lifecycle")
                                && DOMAIN.contains(outermost(type).getSimpleName()));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(HouseRulesTest::outermost).orElse(type);
    }
}
