package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.dmn.engine.DmnDecisionTableResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.VariableMap;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The approval policy, bound by bound. */
@Tag("DOM-05")
class ApprovalPolicyTest {

    private final DmnEngine engine =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private final DmnDecision policy = engine.parseDecision(
            "approval-policy",
            ApprovalPolicyTest.class.getClassLoader().getResourceAsStream("processes/approval-policy.dmn"));

    @ParameterizedTest
    @CsvSource({
        "0, 100.00, EUR, none",
        "19.9999, 49999.99, EUR, none",
        "20, 100.00, EUR, manager",
        "39.9999, 49999.9999, EUR, manager",
        "40, 100.00, EUR, director",
        "100, 0, EUR, director",
        "0, 50000, EUR, director",
        "20, 50000.0001, USD, director",
        "0, 50000, JPY, none",
        "0, 7500000, JPY, director",
        "25, 7499999, KRW, manager"
    })
    void namesTheLevel(String discount, String total, String currency, String level) {
        DmnDecisionTableResult result = decide(discount, total, currency);

        assertThat(result.isEmpty() ? "none" : result.getSingleResult().getEntry("level"))
                .isEqualTo(level);
    }

    @Test
    void givesTheGroupAndTheReasonInWords() {
        DmnDecisionRuleResult result = decide("25.5", "100.00", "EUR").getSingleResult();

        assertThat(result.<String>getEntry("approverGroup")).isEqualTo("sales-managers");
        assertThat(result.<String>getEntry("reason"))
                .isEqualTo("A line has a discount of 25.5 percent; from 20 percent on a sales manager decides.");
    }

    private DmnDecisionTableResult decide(String discount, String total, String currency) {
        VariableMap input = Variables.putValue("maxDiscountPercent", new BigDecimal(discount))
                .putValue("netTotal", new BigDecimal(total))
                .putValue("currency", currency);
        return engine.evaluateDecisionTable(policy, input);
    }
}
