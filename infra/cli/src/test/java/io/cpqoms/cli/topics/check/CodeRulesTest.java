package io.cpqoms.cli.topics.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gate reads out of a service's sources, one service at a time in a checkout of its own. */
@Tag("TOP-05")
class CodeRulesTest {
    private static final Contracts CONTRACTS = Contracts.of(Checkout.root());

    private Path checkout = Path.of("");

    @BeforeEach
    void layACheckoutOut(@TempDir Path folder) {
        checkout = folder;
    }

    @Test
    void findsAChannelThatAServiceOpensBesideTheInbox() throws IOException {
        service("audit-service", "mp.messaging.incoming.quotes.connector=smallrye-kafka", """
            @Incoming("orders") void read(byte[] value) {}
            """);

        assertThat(CodeRules.channels(contracts()))
                .extracting(finding -> finding.rule() + " " + finding.where())
                .containsExactlyInAnyOrder(
                        "own-channel audit-service channel orders", "own-channel audit-service channel quotes");
    }

    @Test
    void findsADeclarationOfATopicThatTheRegistryKeepsFromTheService() throws IOException {
        service("search-projector", "", """
            ConsumerDeclaration.named("search-projector.asks")
                    .from("cpq.quote.events.v1", "cpq.notification.commands.v1")
            """);

        assertThat(CodeRules.channels(contracts()))
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .contains(
                        "search-projector.asks",
                        "reads cpq.notification.commands.v1, whose consumers are [notification-service]",
                        "ask its owner notification-service to add search-projector as a consumer");
    }

    @Test
    void findsAWriterThatTheRegistryDoesNotKnow() throws IOException {
        service("search-projector", "cpq.topics.produced=cpq.quote.events.v1", "");

        assertThat(CodeRules.channels(contracts()))
                .extracting(Finding::toString)
                .singleElement()
                .asString()
                .contains("writes cpq.quote.events.v1, whose producers are [quote-service]");
    }

    private void service(String name, String settings, String code) throws IOException {
        Path main = checkout.resolve(name).resolve("src/main");
        Files.createDirectories(main.resolve("resources"));
        Files.createDirectories(main.resolve("java"));
        Files.writeString(main.resolve("resources/application.properties"), settings);
        Files.writeString(main.resolve("java/Reader.java"), code);
    }

    private Contracts contracts() {
        return CONTRACTS.at(checkout);
    }
}
