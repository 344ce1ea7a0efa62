package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("INB-10")
class ConsumerGroupsTest {

    private static final String TOPIC = "cpq.quote.events.v1";

    @Test
    void namesAGroupByEnvironmentServiceConsumerVersionAndTopic() {
        assertThat(ConsumerGroups.idOf("prod", "order-service", declaration("order-service.acceptances", 2), TOPIC))
                .isEqualTo("prod.order-service.acceptances.v2.cpq.quote.events.v1");
        assertThat(ConsumerGroups.idOf("local", "audit-service", declaration("audit-service", 1), TOPIC))
                .isEqualTo("local.audit-service.v1.cpq.quote.events.v1");
    }

    @Test
    void putsTheServiceBeforeAConsumerThatDoesNotNameIt() {
        assertThat(ConsumerGroups.idOf("local", "order-service", declaration("acceptances", 1), TOPIC))
                .isEqualTo("local.order-service.acceptances.v1.cpq.quote.events.v1");
    }

    @Test
    void keepsReplaysAmongTheGroupsOfTheirService() {
        assertThat(new ConsumerGroups(() -> "prod", "order-service", List.of()).ofReplay("42"))
                .isEqualTo("prod.order-service.replay.42");
    }

    private static ConsumerDeclaration declaration(String name, int version) {
        return ConsumerDeclaration.named(name)
                .from(TOPIC)
                .version(version)
                .acceptsEverything()
                .build();
    }
}
