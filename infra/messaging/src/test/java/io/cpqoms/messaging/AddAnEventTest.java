package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.values.Actor;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The code of docs/how-to/add-an-event.md compiles: it stands here, between the same names that a service has. */
class AddAnEventTest {

    @Test
    void theHowToShowsTheCodeThatCompilesHere() throws IOException {
        Path root = Path.of(System.getProperty("cpq.root"));
        String howTo = Files.readString(root.resolve("docs/how-to/add-an-event.md"));
        String shown = howTo.substring(howTo.indexOf("```java") + 7, howTo.lastIndexOf("```"));
        String here =
                Files.readString(root.resolve("infra/messaging/src/test/java/io/cpqoms/messaging/AddAnEventTest.java"));

        assertThat(withoutSpace(here)).contains(withoutSpace(shown));
        assertThat(howTo.lines().count()).isLessThanOrEqualTo(30);
    }

    private static String withoutSpace(String text) {
        return text.replaceAll("\\s+", "");
    }

    private interface Quotes {
        long lockAndRaiseVersion(UUID quoteId);
    }

    private record Quote(UUID id, String tenantId, UUID conversation) {
        ObjectNode approvedPayload() {
            return new ObjectMapper().createObjectNode();
        }
    }

    @SuppressWarnings("unused") // Compiling is what it is for.
    private static final class Handler {
        private final Quotes quotes;
        private final Outbox outbox;
        private final Clock clock;

        Handler(Quotes quotes, Outbox outbox, Clock clock) {
            this.quotes = quotes;
            this.outbox = outbox;
            this.clock = clock;
        }

        @Transactional
        void approve(Quote quote, UUID command, Actor actor) {
            long version = quotes.lockAndRaiseVersion(quote.id());
            outbox.append(NewEvent.of("QuoteApproved", 1)
                    .onTopic("cpq.quote.events.v1")
                    .tenant(quote.tenantId())
                    .aggregate("quote", quote.id(), version)
                    .occurredAt(clock.instant())
                    .correlation(quote.conversation())
                    .causation(command)
                    .actor(actor)
                    .payload(quote.approvedPayload()));
        }
    }
}
