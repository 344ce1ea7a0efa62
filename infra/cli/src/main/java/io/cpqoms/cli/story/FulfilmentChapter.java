package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.OrderClient;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.demo.Await;
import io.cpqoms.cli.proof.Store;
import java.util.List;
import java.util.Optional;

/** The order is decomposed and fulfilled in dependency order; one step falls out and is repaired by a person. */
final class FulfilmentChapter implements Chapter {
    @Override
    public String title() {
        return "Steps are fulfilled, one falls out and is repaired";
    }

    @Override
    public void tell(Scene scene) {
        OrderClient orders = scene.platform.orders(scene.operator());
        JsonNode fallout = awaitFallout(scene);
        scene.say(
                "The order was decomposed into steps; one was refused by its partner, and a task waits for operations:");
        scene.show("task", fallout);
        scene.facts.equal(
                "the open task is about fallout",
                "fallout",
                fallout.path("kind").asText());
        JsonNode held = orders.get(scene.orderId);
        scene.facts.holds(
                "the order keeps the partner's cause: " + AcceptanceChapter.CAUSE,
                held.toString().contains(AcceptanceChapter.CAUSE),
                held.toString());

        scene.platform
                .tasks(scene.operator())
                .complete(fallout.path("taskId").asText(), "retry", "The exchange freed a port.");
        scene.say("Olga has the port freed and decides: retry.");
        JsonNode completed = Await.until(
                "the order to be completed",
                Scene.PATIENCE,
                () -> Optional.of(orders.get(scene.orderId))
                        .filter(order -> order.path("state").asText().equals("completed")),
                () -> "order " + scene.orderId + " is "
                        + orders.get(scene.orderId).path("state").asText() + "; see ./cpq logs order-service");
        scene.facts.equal(
                "the order is completed", "completed", completed.path("state").asText());
        checkPlan(scene, Json.list(orders.plan(scene.orderId).path("tasks")));
    }

    private static JsonNode awaitFallout(Scene scene) {
        return Await.until(
                "the fallout task",
                Scene.PATIENCE,
                () -> scene.platform.tasks(scene.operator()).open(scene.orderId).stream()
                        .findFirst(),
                () -> "no task for order " + scene.orderId + "; see ./cpq logs workflow-bridge");
    }

    private static void checkPlan(Scene scene, List<JsonNode> tasks) {
        List<JsonNode> work =
                Json.list(scene.platform.partners().workOf(scene.orderId).path("items"));
        scene.say("What the partners did:");
        work.forEach(item -> scene.console.line("      %-12s %-10s %s"
                .formatted(
                        item.path("partner").asText(),
                        item.path("task").asText(),
                        item.path("reference").asText())));
        scene.facts.equal(
                "the plan has a step for everything that is put up, sent and billed: " + Offer.STEPS,
                Offer.STEPS,
                tasks.size());
        scene.facts.equal("every step was done exactly once by its partner", tasks.size(), work.size());
        scene.facts.equal(
                "no step began before the steps it waits for were done",
                List.of(),
                FulfilmentOrder.violations(tasks, taskEvents(scene)));
    }

    /** The order's own facts about its tasks, in the order in which they were committed. */
    private static List<JsonNode> taskEvents(Scene scene) {
        return scene.stores.all(Store.ORDER, """
                select value from outbox_message
                where tenant_id = ? and aggregate_id = ? and event_type in ('OrderTaskStarted', 'OrderTaskCompleted')
                order by aggregate_version
                """, row -> Json.read(row.getString(1)), scene.tenant, scene.orderId);
    }
}
