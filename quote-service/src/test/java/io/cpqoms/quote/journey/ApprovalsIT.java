package io.cpqoms.quote.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The policy decides in the command that submits, says beforehand what it will say, and asks nobody twice about the same. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "quote"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(TokenIssuer.class)
@Tag("DOM-05")
@Tag("WFL-09")
class ApprovalsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final QuoteClient client = new QuoteClient();
    private final Rows rows = PostgresServer.rows("quote");

    @Test
    void isApprovedAtOnceWhereNoRuleFires() {
        String id = quoted(12, "19.99");

        run(id, "price");
        run(id, "submit")
                .body("state", equalTo("approved"))
                .body("version", equalTo(4))
                .body("requestedBy", equalTo("sales-1"))
                .body("approval.decidedBy", equalTo("policy"))
                .body("approval.policyVersion", equalTo("approval-policy:1.0"))
                .body("approval.reason", equalTo("No approval rule fired."))
                .body("policy.steps", empty());

        assertThat(facts(id)).containsExactly("1 QuoteCreated", "2 QuotePriced", "3 QuoteSubmitted", "4 QuoteApproved");
        JsonNode told = submitted(id);
        assertThat(told.path("policyVersion").asText()).isEqualTo("approval-policy:1.0");
        assertThat(told.path("steps")).isEmpty();
        run(id, "accept").body("state", equalTo("accepted"));
        client.as("auditor").get("/quotes/" + id + "/revisions").then().body("items.state", contains("accepted"));
    }

    @Test
    void waitsForTheHighestLevelAndTellsEveryRuleThatFired() {
        String id = quoted(12, "45");

        run(id, "price");
        run(id, "submit")
                .body("state", equalTo("pendingApproval"))
                .body("policy.rules.ruleId", contains("director-discount", "manager-discount"))
                .body("policy.steps.level", contains("director"))
                .body("policy.steps[0].groups", contains("sales-directors"));

        JsonNode told = submitted(id);
        assertThat(told.at("/rules/0/reason").asText())
                .isEqualTo("A line has a discount of 45 percent; from 40 percent on a director decides.");
        assertThat(told.at("/steps/0/groups/0").asText()).isEqualTo("sales-directors");
        run(id, "approve").body("policy.rules", hasSize(2));
        client.as("approver")
                .get("/quotes/" + id + "/revisions/1")
                .then()
                .body("policy.rules.ruleId", contains("director-discount", "manager-discount"));
    }

    @Test
    void aPreviewSaysWhatSubmittingWillSayAndStoresNothing() {
        String id = quoted(12, "25");

        for (String command : List.of("none", "price")) {
            if (!command.equals("none")) {
                run(id, command);
            }
            preview(id)
                    .statusCode(200)
                    .body("policyVersion", equalTo("approval-policy:1.0"))
                    .body("approvedAtOnce", nullValue())
                    .body("steps.level", contains("manager"))
                    .body("steps[0].groups", contains("sales-managers"))
                    .body("rules", hasSize(18))
                    .body("rules.findAll { it.fires }.ruleId", contains("manager-discount"))
                    .body(
                            "rules.find { it.fires }.reason",
                            equalTo("A line has a discount of 25 percent; from 20 percent on a sales manager decides."))
                    .body(
                            "rules.find { it.ruleId == 'director-discount' }.bound",
                            equalTo("From a discount of 40 percent on a director decides."))
                    .body("lookedAt.maxDiscountPercent", equalTo("25"))
                    .body("lookedAt.marginPercent", nullValue())
                    .body("lookedAt.firstYear.amount", equalTo("189.00"))
                    .body("lookedAt.productClasses", contains("food"))
                    .body("worse", empty());
        }

        client.as("sales")
                .get("/quotes/" + id)
                .then()
                .body("version", equalTo(2))
                .body("policy", nullValue());
        run(id, "submit").body("policy.steps.level", contains("manager"));
        preview(id).statusCode(409).body("type", endsWith("illegal-transition"));
        new QuoteClient()
                .as("sales")
                .post("/quotes/" + id + "/approval-preview")
                .then()
                .statusCode(404);
    }

    @Test
    void aPreviewRefusesWhatCouldNotBePriced() {
        String id = quoted(12, "0");
        String line = client.as("sales").get("/quotes/" + id).path("lines[0].lineId");
        preview(id).statusCode(200).body("approvedAtOnce", equalTo("No approval rule fired."));

        client.command("sales")
                .delete("/quotes/" + id + "/lines/" + line)
                .then()
                .statusCode(200);

        preview(id).statusCode(409).body("type", endsWith("no-lines"));
    }

    @Test
    void aRevisionThatIsNoWorseKeepsItsApproval() {
        String id = quoted(12, "25");
        List.of("price", "submit", "approve", "present", "decline", "revise").forEach(command -> run(id, command));
        change(id, 10, "25");
        preview(id)
                .body("approvedAtOnce", equalTo("No worse than revision 1, which approver-1 approved."))
                .body("kept.revision", equalTo(1))
                .body("worse", empty());

        run(id, "price");
        run(id, "submit")
                .body("state", equalTo("approved"))
                .body("revision", equalTo(2))
                .body("approval.decidedBy", equalTo("policy"))
                .body("approval.reason", equalTo("No worse than revision 1, which approver-1 approved."))
                .body("policy.kept.approvedBy", equalTo("approver-1"))
                .body("policy.rules.ruleId", contains("manager-discount"));

        assertThat(submitted(id).at("/kept/revision").asInt()).isEqualTo(1);
        assertThat(submitted(id).path("steps")).isEmpty();
    }

    @Test
    void aRevisionThatIsWorseIsAskedAboutAnew() {
        String id = quoted(12, "25");
        List.of("price", "submit", "approve", "revise").forEach(command -> run(id, command));
        change(id, 12, "26");

        preview(id)
                .body("approvedAtOnce", nullValue())
                .body(
                        "worse",
                        contains(
                                "The largest discount is 26 percent, it was 25 percent.",
                                "Given away in the first year is 65.52 EUR, it was 63.00 EUR."));
        run(id, "price");
        run(id, "submit").body("state", equalTo("pendingApproval")).body("policy.kept", nullValue());
    }

    @Test
    void afterTheHouseSaidNoAnApprovalIsNotKept() {
        String id = quoted(12, "25");
        List.of("price", "submit", "approve", "withdraw", "revise", "price").forEach(command -> run(id, command));

        run(id, "submit").body("state", equalTo("pendingApproval"));
    }

    /** Otherwise who approved it once could submit it himself and needed nobody. */
    @Test
    void whoApprovedItDoesNotKeepHisOwnApproval() {
        String id = quoted(12, "25");
        List.of("price", "submit").forEach(command -> run(id, command));
        client.command("service")
                .body("{\"decidedBy\":\"mia\",\"policyVersion\":\"approval-policy:1.0\",\"reason\":\"fine\"}")
                .post("/quotes/" + id + "/approve")
                .then()
                .statusCode(200);
        List.of("revise", "price").forEach(command -> run(id, command));

        client.as("sales")
                .auth()
                .oauth2(TokenIssuer.tokens().user("mia", client.tenant, Set.of("sales", "approver")))
                .header("Idempotency-Key", UUID.randomUUID())
                .header("If-Match", "*")
                .post("/quotes/" + id + "/submit")
                .then()
                .statusCode(200)
                .body("state", equalTo("pendingApproval"))
                .body("requestedBy", equalTo("mia"));
    }

    private ValidatableResponse preview(String id) {
        return client.as("sales").post("/quotes/" + id + "/approval-preview").then();
    }

    private ValidatableResponse run(String id, String command) {
        return client.run(id, command).then().statusCode(200);
    }

    private String quoted(int quantity, String discount) {
        return client.command("sales")
                .body(QuoteClient.newQuote(client.publishedCatalog(), line(quantity, discount)))
                .post("/quotes")
                .path("quoteId");
    }

    private void change(String id, int quantity, String discount) {
        String lineId = client.as("sales").get("/quotes/" + id).path("lines[0].lineId");
        client.command("sales")
                .body(line(quantity, discount))
                .put("/quotes/" + id + "/lines/" + lineId)
                .then()
                .statusCode(200);
    }

    private static String line(int quantity, String discount) {
        return "{\"productId\":\"11\",\"quantity\":%d,\"discountPercent\":\"%s\"}".formatted(quantity, discount);
    }

    private List<String> facts(String id) {
        return rows
                .query(
                        "select aggregate_version || ' ' || event_type as told from outbox_message where aggregate_id = ? order by id",
                        id)
                .stream()
                .map(row -> String.valueOf(row.get("told")))
                .toList();
    }

    /** What the last submission tells of the policy. */
    private JsonNode submitted(String id) {
        String value = String.valueOf(rows.query(
                        "select value from outbox_message where aggregate_id = ? and event_type = 'QuoteSubmitted' order by id",
                        id)
                .getLast()
                .get("value"));
        try {
            return JSON.readTree(value).at("/payload/approval");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A fact is no JSON", e);
        }
    }
}
