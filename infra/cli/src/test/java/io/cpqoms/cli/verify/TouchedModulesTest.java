package io.cpqoms.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Paths of changed files and the modules whose tests they call for. */
class TouchedModulesTest {
    private static final Reactor REACTOR = reactor();

    private final TouchedModules touched = new TouchedModules(REACTOR);

    @Test
    void aServiceIsTestedAlone() {
        assertThat(touched.of(List.of("quote-service/src/main/java/io/cpqoms/quote/lifecycle/Quote.java")))
                .containsExactly("quote-service");
    }

    @Test
    void aLibraryIsTestedWithAllThatBuildOnItInTheOrderOfTheReactor() {
        assertThat(touched.of(List.of("infra/topics/kafka-topics.yaml")))
                .containsExactly(
                        "infra/topics", "infra/messaging", "infra/messaging/drill", "quote-service", "infra/cli");
    }

    @Test
    void aModuleBelowAnotherIsNotTheOther() {
        assertThat(touched.of(List.of("infra/messaging/drill/pom.xml"))).containsExactly("infra/messaging/drill");
    }

    @Test
    void whatBelongsToNoModuleIsForTheTestsThatReadTheCheckout() {
        assertThat(touched.of(List.of("README.md", "infra/compose/compose.yaml", "infra/climate.md")))
                .containsExactly("infra/cli");
        assertThat(touched.of(List.of("docs/how-to/add-an-event.md"))).contains("infra/messaging", "infra/cli");
    }

    @Test
    void theParentAndTheTopPomMeanEverything() {
        assertThat(touched.of(List.of("quote-service/pom.xml", "infra/parent/pom.xml")))
                .isEqualTo(REACTOR.modules());
        assertThat(touched.of(List.of("pom.xml"))).isEqualTo(REACTOR.modules());
        assertThat(touched.of(List.of(".mvn/jvm.config"))).isEqualTo(REACTOR.modules());
    }

    @Test
    void nothingChangedNothingToTest() {
        assertThat(touched.of(List.of())).isEmpty();
    }

    @Test
    void thePomsOfThisCheckoutSayWhatBuildsOnWhat() {
        Reactor checkout = Reactor.of(Checkout.root());

        assertThat(checkout.modules()).startsWith("infra/parent").contains("infra/local/servers", "order-service");
        assertThat(checkout.dependencies().get("infra/local")).contains("infra/local/servers");
        assertThat(checkout.dependencies().get("order-service")).contains("infra/messaging", "infra/testkit");
        assertThat(checkout.withDependents(Set.of("infra/messaging")))
                .contains("infra/messaging/drill", "order-service", "audit-service")
                .doesNotContain("infra/topics", "infra/cli");
    }

    private static Reactor reactor() {
        Map<String, Set<String>> dependencies = new LinkedHashMap<>();
        dependencies.put("infra/parent", Set.of());
        dependencies.put("infra/topics", Set.of());
        dependencies.put("infra/messaging", Set.of("infra/topics"));
        dependencies.put("infra/messaging/drill", Set.of("infra/messaging"));
        dependencies.put("quote-service", Set.of("infra/messaging"));
        dependencies.put("infra/cli", Set.of("infra/topics"));
        return new Reactor(dependencies);
    }
}
