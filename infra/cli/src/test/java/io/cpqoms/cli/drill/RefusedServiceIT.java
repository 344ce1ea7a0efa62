package io.cpqoms.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.topics.cluster.TopicCluster;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPorts;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Drill: a real service is set up to write a topic that is not its own, and its process ends before it takes a command. */
@Tag("TOP-05")
class RefusedServiceIT {
    private final LocalStack stack = new LocalStack(StackOptions.of(Checkout.root())
            .withHome(Checkout.root().resolve("infra/cli/target/drills/refused"))
            .withPorts(StackPorts.free())
            .withOnly(Set.of("postgres", "kafka", "quote-service"))
            .withEnvironment(Map.of("CPQ_TOPICS_PRODUCED", "cpq.order.events.v1")));

    @AfterEach
    void leaveNothingBehind() {
        stack.reset(true, StackListener.SILENT);
    }

    @Test
    void doesNotStart() throws Exception {
        stack.reset(true, StackListener.SILENT);

        assertThatThrownBy(() -> stack.up(RefusedServiceIT::createTopics, StackListener.SILENT))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("quote-service");

        assertThat(Files.readString(stack.log("quote-service")))
                .contains("quote-service may not run: it writes cpq.order.events.v1, which the registry lets"
                        + " [order-service] do");
    }

    private static void createTopics(String bootstrap) {
        try (TopicCluster cluster = new TopicCluster(bootstrap, TopicRegistry.bundled())) {
            cluster.apply();
        }
    }
}
