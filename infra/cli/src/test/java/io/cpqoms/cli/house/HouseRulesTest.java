package io.cpqoms.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The house rules see what they are there to see. */
class HouseRulesTest {
    @Test
    void findAServiceThatDependsOnAnotherOne() {
        assertThat(HouseTest.strangers(dependency("order-service", ""))).containsExactly("order-service");
    }

    @Test
    void allowTheTestKitInTestsOnly() {
        assertThat(HouseTest.strangers(dependency("cpq-testkit", "<scope>test</scope>")))
                .isEmpty();
        assertThat(HouseTest.strangers(dependency("cpq-testkit", "<scope>compile</scope>")))
                .containsExactly("cpq-testkit");
    }

    @Test
    void allowTheMessagingLibrary() {
        assertThat(HouseTest.strangers(dependency("cpq-messaging", ""))).isEmpty();
    }

    private static String dependency(String artifact, String scope) {
        return "<dependency>\n<groupId>io.cpqoms</groupId>\n<artifactId>" + artifact + "</artifactId>" + scope
                + "</dependency>";
    }
}
