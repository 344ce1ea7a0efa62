package io.cpqoms.cli.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Dependency order, seen in the order's own facts. */
class FulfilmentOrderTest {
    private static final List<JsonNode> PLAN = List.of(
            Json.read("{\"taskId\":\"r\",\"name\":\"reserve\",\"dependsOn\":[]}"),
            Json.read("{\"taskId\":\"s\",\"name\":\"ship\",\"dependsOn\":[\"r\"]}"));

    @Test
    void acceptsATaskThatStartsAfterWhatItWaitsFor() {
        assertThat(FulfilmentOrder.violations(PLAN, List.of(started("r"), completed("r"), started("s"))))
                .isEmpty();
    }

    @Test
    void findsATaskThatStartsTooEarly() {
        assertThat(FulfilmentOrder.violations(PLAN, List.of(started("r"), started("s"), completed("r"))))
                .containsExactly("ship started before r");
    }

    @Test
    void findsATaskThatNobodyPlanned() {
        assertThat(FulfilmentOrder.violations(PLAN, List.of(started("x")))).hasSize(1);
    }

    private static JsonNode started(String task) {
        return event("OrderTaskStarted", task);
    }

    private static JsonNode completed(String task) {
        return event("OrderTaskCompleted", task);
    }

    private static JsonNode event(String type, String task) {
        return Json.object().put("eventType", type).set("payload", Json.object().put("taskId", task));
    }
}
