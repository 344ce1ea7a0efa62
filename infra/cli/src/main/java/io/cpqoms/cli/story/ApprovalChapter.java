package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.Answer;
import io.cpqoms.cli.client.QuoteClient;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.demo.Await;
import java.util.List;
import java.util.Optional;

/** The quote is submitted; its discount needs a manager, who is somebody else than who asked. */
final class ApprovalChapter implements Chapter {
    @Override
    public String title() {
        return "A manager has to approve the discount";
    }

    @Override
    public void tell(Scene scene) {
        QuoteClient quotes = scene.platform.quotes(scene.sales());
        previewed(scene, quotes);
        JsonNode submitted = quotes.submit(scene.quoteId);
        scene.say("Anna submits the quote.");
        scene.facts.equal(
                "the submitted quote waits for approval",
                "pendingApproval",
                submitted.path("state").asText());
        refuseEarlyAcceptance(scene, quotes);

        JsonNode task = awaitTask(scene);
        scene.say("The process opened a task for " + task.path("candidateGroup").asText() + ":");
        scene.show("task", task);
        scene.facts.equal(
                "the task is an approval", "approval", task.path("kind").asText());

        String taskId = task.path("taskId").asText();
        scene.platform
                .tasks(scene.approver())
                .complete(taskId, "approve", "Strategic customer; margin holds at 25 percent.");
        JsonNode approved = awaitState(scene, quotes, "approved");
        scene.say("Boris approves; the process carries his decision back to the quote.");
        scene.show("approval", approved.path("approval"));
        scene.facts.equal(
                "the quote is approved", "approved", approved.path("state").asText());
        scene.facts.holds(
                "who decided is not who asked",
                !approved.path("approval").toString().contains(scene.sales().subject()),
                approved.path("approval").toString());
    }

    private static void previewed(Scene scene, QuoteClient quotes) {
        JsonNode preview = quotes.previewApproval(scene.quoteId);
        scene.say("Before she submits, Anna asks who will have to decide:");
        scene.show("who decides", preview.path("steps"));
        List<String> reasons = Json.list(preview.path("rules")).stream()
                .filter(rule -> rule.path("fires").asBoolean())
                .map(rule -> rule.path("reason").asText())
                .toList();
        reasons.forEach(scene::say);
        scene.facts.equal("one rule of the policy fires", 1, reasons.size());
        scene.facts.equal(
                "a manager will have to decide",
                "manager",
                preview.at("/steps/0/level").asText());
    }

    private static void refuseEarlyAcceptance(Scene scene, QuoteClient quotes) {
        Answer refusal = quotes.tryAccept(scene.quoteId, Scene.CUSTOMER);
        scene.say("Accepting it before the approval is refused, and the answer says what would be right:");
        scene.show("409", refusal.body());
        scene.facts.equal("early acceptance is refused with 409", 409, refusal.status());
        scene.facts.equal("the problem names the reason", "illegal-transition", refusal.slug());
        scene.facts.holds(
                "the problem names the legal commands",
                refusal.body().path("legalCommands").isArray()
                        && !refusal.body().path("legalCommands").isEmpty(),
                refusal.body().toString());
    }

    private static JsonNode awaitTask(Scene scene) {
        return Await.until(
                "the approval task",
                Scene.PATIENCE,
                () -> {
                    List<JsonNode> open = scene.platform.tasks(scene.approver()).open(scene.quoteId);
                    return open.stream().findFirst();
                },
                () -> "no task for quote " + scene.quoteId + "; see ./cpq logs workflow-bridge");
    }

    static JsonNode awaitState(Scene scene, QuoteClient quotes, String state) {
        return Await.until(
                "the quote to be " + state,
                Scene.PATIENCE,
                () -> Optional.of(quotes.get(scene.quoteId))
                        .filter(quote -> quote.path("state").asText().equals(state)),
                () -> "quote " + scene.quoteId + " is still "
                        + quotes.get(scene.quoteId).path("state").asText() + "; see ./cpq logs workflow-bridge");
    }
}
