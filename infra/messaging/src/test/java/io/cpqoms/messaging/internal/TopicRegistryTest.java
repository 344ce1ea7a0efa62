package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The platform's registry, and a service's proposal beside it on the class path. */
@Tag("ENG-02")
class TopicRegistryTest {
    private static final String OWN = """
            topics:
              - name: renewal.quote.events.v1
                events: [renewal.quote.QuoteCreated.v1]
                producers: [renewal-service]
                maxMessageBytes: 1000
                classification: internal
                deadLetterTopic: renewal.quote.dlq.v1
            """;

    @TempDir
    Path folder;

    @Test
    void addsWhatAServiceProposesToWhatThePlatformHas() throws IOException {
        TopicRegistry registry = with(OWN);

        assertThat(registry.topic("renewal.quote.events.v1").producers()).containsExactly("renewal-service");
        assertThat(registry.topic("cpq.quote.events.v1").producers()).containsExactly("quote-service");
    }

    @Test
    void letsAServiceJoinTheTopicsOfOthers() throws IOException {
        TopicRegistry registry = with("""
                joins:
                  - topic: cpq.notification.commands.v1
                    producers: [renewal-service]
                  - topic: cpq.notification.events.v1
                    consumers: [renewal-service]
                """);

        assertThat(registry.topic("cpq.notification.commands.v1").producers())
                .containsExactly("workflow-bridge", "renewal-service");
        assertThat(registry.topic("cpq.notification.events.v1").consumers())
                .containsExactly("audit-service", "renewal-service");
    }

    @Test
    void doesNotLetAProposalReplaceATopic() {
        String stolen = OWN.replace("renewal.quote.events.v1", "cpq.quote.events.v1");

        assertThatThrownBy(() -> with(stolen))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("cpq.quote.events.v1", "in two registries", "delete it");
    }

    @Test
    void doesNotLetAServiceJoinWhatDoesNotExist() {
        assertThatThrownBy(() -> with("joins: [{topic: cpq.quote.facts.v1, producers: [renewal-service]}]"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("cpq.quote.facts.v1", "no registry has", "cpq.quote.events.v1");
    }

    private TopicRegistry with(String proposal) throws IOException {
        Path file = folder.resolve("cpq-topics/kafka-topics.yaml");
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, proposal);
        URI classes = folder.toUri();
        return seeing(classes.toURL(), TopicRegistry::new);
    }

    private static TopicRegistry seeing(URL classes, Supplier<TopicRegistry> registry) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader both = new URLClassLoader(new URL[] {classes}, before)) {
            thread.setContextClassLoader(both);
            return registry.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
