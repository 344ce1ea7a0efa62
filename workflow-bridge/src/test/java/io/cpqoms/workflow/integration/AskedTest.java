package io.cpqoms.workflow.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whom a submission asks. */
@Tag("DOM-05")
class AskedTest {

    private static final String RULES = """
            [{"ruleId":"d","level":"director","group":"sales-directors","reason":"Too much."},
             {"ruleId":"m","level":"manager","group":"sales-managers","reason":"%s"}]""";

    @Test
    void takesLevelGroupAndReasonOfTheHighestStep() throws JsonProcessingException {
        assertThat(asked("""
                {"approval":{"policyVersion":"approval-policy:1.0","rules":%s,"steps":[
                 {"level":"manager","groups":["sales-managers"]},{"level":"director","groups":["sales-directors","owners"]}]}}""".formatted(RULES.formatted("Much."))))
                .contains(new Asked("director", "sales-directors", "Too much.", "approval-policy:1.0"));
    }

    @Test
    void asksNobodyWhereThePolicySaysSo() throws JsonProcessingException {
        assertThat(asked("""
                {"approval":{"policyVersion":"approval-policy:1.0","rules":[],"steps":[]}}""")).isEmpty();
    }

    @Test
    void asksTheHighestLevelWhereNothingIsSaid() throws JsonProcessingException {
        assertThat(asked("{\"approval\":null}")).isEqualTo(asked("{\"revision\":1}"));
        assertThat(asked("{\"approval\":{\"policyVersion\":\"approval-policy:1.0\"}}"))
                .isEqualTo(asked("{\"revision\":1}"));
        assertThat(asked("{\"revision\":1}")).get().satisfies(unsaid -> {
            assertThat(unsaid.level()).isEqualTo("director");
            assertThat(unsaid.group()).isEqualTo("sales-directors");
            assertThat(unsaid.reason()).contains("does not say what the approval policy asks");
        });
    }

    /** The contract of ApprovalRequested ends at 500, and an escalation adds a sentence. */
    @Test
    void leavesRoomBehindALongReason() throws JsonProcessingException {
        assertThat(asked("""
                {"approval":{"policyVersion":"approval-policy:1.0","rules":%s,"steps":[
                 {"level":"manager","groups":["sales-managers"]}]}}""".formatted(RULES.formatted("Much. ".repeat(80)))))
                .get()
                .satisfies(asked -> assertThat(asked.reason()).hasSize(450).endsWith("…"));
    }

    private static Optional<Asked> asked(String payload) throws JsonProcessingException {
        return Asked.of(new ObjectMapper().readTree(payload));
    }
}
