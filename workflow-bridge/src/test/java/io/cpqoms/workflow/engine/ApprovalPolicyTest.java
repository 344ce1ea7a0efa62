package io.cpqoms.workflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    private final DmnDecision policy = engine.parseDecision("approval-policy", policyFile());

    @ParameterizedTest
    @CsvSource({
        "0, 100.00, EUR, none",
        "19.9999, 49999.99, EUR, none",
        "20, 100.00, EUR, manager",
        "39.9999, 49999.99, EUR, manager",
        "40, 100.00, EUR, director",
        "100, 0, EUR, director",
        "0, 50000, EUR, director",
        "20, 50000.01, USD, director",
        "0, 50000, JPY, none",
        "0, 7500000, JPY, director",
        "25, 7499999, KRW, manager"
    })
    void namesTheLevel(String discount, String total, String currency, String level) {
        DmnDecisionTableResult result = decide(discount, total, currency);

        assertThat(result.isEmpty() ? "none" : result.getSingleResult().getEntry("level"))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @Tag("Q4")
    @CsvSource({
        "1300000, VND, none",
        "1300000000, VND, director",
        "60000, IDR, none",
        "14999.999, KWD, none",
        "49000, KWD, director",
        "50000.00, EUR, director",
        "0.01, BRL, director",
        "1, TRY, director"
    })
    void comparesATotalWithTheBoundOfItsCurrency(String total, String currency, String level) {
        namesTheLevel("0", total, currency, level);
    }

    @Test
    @Tag("Q4")
    void saysWhyACurrencyWithoutABoundAsksTheHighestLevel() {
        assertThat(decide("0", "1", "TRY").getSingleResult().<String>getEntry("reason"))
                .isEqualTo("The policy lists no bound for TRY; a director decides whatever the total is.");
    }

    @Test
    @Tag("Q4")
    void noCurrencyIsBothListedAndUnlisted() throws IOException {
        String table = new String(policyFile().readAllBytes(), StandardCharsets.UTF_8);
        List<String> listed = Pattern.compile("<text>(\"[A-Z]{3}\"[^<]*)</text>")
                .matcher(table)
                .results()
                .flatMap(row -> Stream.of(row.group(1).split(",")))
                .toList();
        String unlisted = Pattern.compile("<text>not\\(([^)]*)\\)</text>")
                .matcher(table)
                .results()
                .map(row -> row.group(1))
                .findFirst()
                .orElseThrow();

        assertThat(listed).doesNotHaveDuplicates().hasSizeGreaterThan(15);
        assertThat(unlisted.split(",")).containsExactlyInAnyOrderElementsOf(listed);
    }

    @Test
    void givesTheGroupAndTheReasonInWords() {
        DmnDecisionRuleResult result = decide("25.5", "100.00", "EUR").getSingleResult();

        assertThat(result.<String>getEntry("approverGroup")).isEqualTo("sales-managers");
        assertThat(result.<String>getEntry("reason"))
                .isEqualTo("A line has a discount of 25.5 percent; from 20 percent on a sales manager decides.");
    }

    @ParameterizedTest
    @Tag("DOM-03")
    @CsvSource({"0, 49999.99, none", "0, 50000, director", "20000, 29999.99, none", "20000, 30000, director"})
    void judgesWhatIsOwedInAYearWithWhatIsOwedOnce(String once, String inAYear, String level) {
        DmnDecisionTableResult result = decide("0", once, inAYear, "EUR");

        assertThat(result.isEmpty() ? "none" : result.getSingleResult().getEntry("level"))
                .isEqualTo(level);
    }

    @Test
    void tellsTheApproverWhatIsOwedInAYearWhereAnythingIs() {
        assertThat(decide("0", "900.00", "60000.00", "EUR").getSingleResult().<String>getEntry("reason"))
                .isEqualTo("The net total is 900.00 EUR and 60000.00 EUR in a year; from 50000 on a director decides.");
        assertThat(decide("0", "60000.00", "0", "EUR").getSingleResult().<String>getEntry("reason"))
                .isEqualTo("The net total is 60000.00 EUR; from 50000 on a director decides.");
    }

    /** A bridge of the release before, which asks the same table while it is replaced, knows of nothing that is owed in a year. */
    @Test
    void judgesWhatIsOwedOnceWhereNothingIsSaidOfAYear() {
        VariableMap input = Variables.putValue("maxDiscountPercent", BigDecimal.ZERO)
                .putValue("netTotal", new BigDecimal("50000.00"))
                .putValue("currency", "EUR");

        DmnDecisionRuleResult result =
                engine.evaluateDecisionTable(policy, input).getSingleResult();

        assertThat(result.<String>getEntry("level")).isEqualTo("director");
        assertThat(result.<String>getEntry("reason"))
                .isEqualTo("The net total is 50000.00 EUR; from 50000 on a director decides.");
    }

    private DmnDecisionTableResult decide(String discount, String total, String currency) {
        return decide(discount, total, "0", currency);
    }

    private DmnDecisionTableResult decide(String discount, String total, String inAYear, String currency) {
        VariableMap input = Variables.putValue("maxDiscountPercent", new BigDecimal(discount))
                .putValue("netTotal", new BigDecimal(total))
                .putValue("yearlyTotal", new BigDecimal(inAYear))
                .putValue("currency", currency);
        return engine.evaluateDecisionTable(policy, input);
    }

    private static InputStream policyFile() {
        return Objects.requireNonNull(
                ApprovalPolicyTest.class.getClassLoader().getResourceAsStream("processes/approval-policy.dmn"));
    }
}
