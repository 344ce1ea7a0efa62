package io.cpqoms.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.console.Json;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackListener;
import io.cpqoms.local.stack.StackOptions;
import io.cpqoms.local.stack.StackPorts;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole story on a secured stack: every service lives with exactly the rights that the registry derives for it. It
 * starts all six services once more, so it runs only when asked for: {@code -Dcpq.secured.demo=true}.
 */
@Tag("TOP-05")
@EnabledIfSystemProperty(named = "cpq.secured.demo", matches = "true")
class SecuredDemoIT {
    private final Path home = Checkout.root().resolve("infra/cli/target/secured-demo-it");
    private final StackPorts ports = StackPorts.free();
    private final Launcher launcher = new Launcher(home, ports);
    private final LocalStack stack =
            new LocalStack(StackOptions.of(Checkout.root()).withHome(home).withPorts(ports));

    @AfterEach
    void leaveNothingBehind() {
        stack.reset(true, StackListener.SILENT);
    }

    @Test
    void tellsTheWholeStoryWithTheRightsOfTheRegistry() throws Exception {
        stack.reset(true, StackListener.SILENT);
        launcher.run(List.of("up", "--secured"));

        JsonNode answer = launcher.succeed("demo");

        assertThat(answer.path("ok").asBoolean()).isTrue();
        assertThat(stack.secured()).isTrue();
        assertThat(Json.read(launcher.run(List.of("events", "cpq.quote.events.v1", "--last", "3", "--json"))))
                .as("an operator sees events")
                .hasSize(3);
        JsonNode plan = Json.read(launcher.run(List.of("topics", "plan", "--json")));
        assertThat(plan.path("changes"))
                .as("the cluster is as the registry says")
                .isEmpty();
    }
}
