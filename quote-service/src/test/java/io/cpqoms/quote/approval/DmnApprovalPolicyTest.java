package io.cpqoms.quote.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The approval policy, bound by bound, and what is no policy. */
@Tag("DOM-05")
@Tag("WFL-09")
class DmnApprovalPolicyTest {

    private static final Path FILE = Path.of("src/main/resources/approval/approval-policy.dmn");
    private static final Path VERSIONS = Path.of("src/test/resources/approval-policy-versions.txt");

    private final ApprovalPolicy policy = new DmnApprovalPolicy();

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
    void namesTheLevel(String discount, String firstYear, String currency, String level) {
        assertThat(level(decide(discount, "none", firstYear, currency))).isEqualTo(level);
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
    void comparesATotalWithTheBoundOfItsCurrency(String firstYear, String currency, String level) {
        namesTheLevel("0", firstYear, currency, level);
    }

    @ParameterizedTest
    @CsvSource({"none, none", "10, none", "9.9999, manager", "0, manager", "-0.0001, director", "-250, director"})
    void asksForAThinMarginAndNotForOneThatIsNotKnown(String margin, String level) {
        assertThat(level(decide("0", margin, "100.00", "EUR"))).isEqualTo(level);
    }

    @Test
    void tellsEveryRuleThatFiresAndAsksTheHighestLevel() {
        PolicyDecision decision = decide("45.5", "-3.5", "60000.00", "EUR");

        assertThat(decision.policyVersion()).isEqualTo(policy.version());
        assertThat(decision.fired())
                .extracting(FiredRule::ruleId)
                .containsExactly(
                        "director-discount",
                        "director-margin",
                        "director-total-euro-like",
                        "manager-discount",
                        "manager-margin");
        assertThat(decision.fired())
                .extracting(FiredRule::reason)
                .containsExactly(
                        "A line has a discount of 45.5 percent; from 40 percent on a director decides.",
                        "The margin is -3.5 percent; below the costs a director decides.",
                        "The customer owes 60000.00 EUR in the first year; from 50000 on a director decides.",
                        "A line has a discount of 45.5 percent; from 20 percent on a sales manager decides.",
                        "The margin is -3.5 percent; below 10 percent a sales manager decides.");
        assertThat(decision.steps()).containsExactly(new ApprovalStep("director", List.of("sales-directors")));
    }

    @Test
    @Tag("Q4")
    void saysWhyACurrencyWithoutABoundAsksTheHighestLevel() {
        assertThat(decide("0", "none", "1", "TRY").fired())
                .extracting(FiredRule::reason)
                .containsExactly("The policy lists no bound for TRY; a director decides whatever the total is.");
    }

    @Test
    @Tag("Q4")
    void noCurrencyIsBothListedAndUnlisted() throws IOException {
        String table = Files.readString(FILE);
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
    void saysOfEveryRuleFromWhereOnItFires() {
        assertThat(policy.rules()).hasSize(18);
        assertThat(policy.rules())
                .contains(
                        new PolicyRule(
                                "manager-discount",
                                "manager",
                                "sales-managers",
                                "From a discount of 20 percent on a sales manager decides."),
                        new PolicyRule(
                                "director-total-yuan-krone",
                                "director",
                                "sales-directors",
                                "From 400000 CNY or DKK in the first year on a director decides."));
    }

    /** The shipped policy looks at no class; one that does is heard. */
    @Test
    void aRuleMayLookAtTheClassesOfTheProducts() throws IOException {
        ApprovalPolicy regulated = policyOf(Files.readString(FILE)
                .replace(
                        "<inputEntry id=\"director-margin-classes\"><text></text>",
                        "<inputEntry id=\"director-margin-classes\"><text>list contains(?, \"weapons\")</text>")
                .replace("<text>&lt; 0</text>", "<text></text>")
                .replace(
                        "\"The margin is \" + string(marginPercent) + \" percent; below the costs a director decides.\"",
                        "\"Weapons need a director.\""));

        assertThat(regulated
                        .decide(input("0", "none", "1.00", "EUR", "access", "weapons"))
                        .fired())
                .extracting(FiredRule::reason)
                .containsExactly("Weapons need a director.");
        assertThat(regulated.decide(input("0", "none", "1.00", "EUR", "access")).fired())
                .isEmpty();
    }

    @Test
    void aChangedPolicyHasAnotherVersion() throws IOException, NoSuchAlgorithmException {
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(FILE)));
        List<String> known = Files.readAllLines(VERSIONS).stream()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(known).extracting(line -> line.split(" ")[0]).doesNotHaveDuplicates();
        assertThat("approval-policy:" + known.getLast())
                .as("raise versionTag in %s, and add a line to %s", FILE, VERSIONS)
                .isEqualTo(policy.version() + " " + hash);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hitPolicy=\"RULE ORDER\" | hitPolicy=\"FIRST\" | must tell every rule",
                "versionTag=\"1.0\" | versionTag=\"new\" | two numbers such as 1.0, not new",
                "<text>&gt;= 40</text> | <text>&gt;= fourty (</text> | rule-director-discount",
                "<text>\"director-discount\"</text> | <text>\"manager-discount\"</text> | two rules have the same name",
                "<outputEntry id=\"director-discount-out-level\"><text>\"director\"</text> | <outputEntry id=\"director-discount-out-level\"><text>\"president\"</text> | the level president is none of",
                "string(maxDiscountPercent) | string(maxDiscountPercnt) | has no value",
                "<text>maxDiscountPercent</text> | <text>greatestDiscount</text> | greatestDiscount has no value",
                "<description>From a discount of 40 percent on a director decides.</description> | <description></description> | a description must say",
                "name=\"reason\" | name=\"why\" | its outputs must be",
                "</decision> | </decided> | cannot be used"
            })
    void refusesTheStartWithWhatIsWrong(String right, String wrong, String told) throws IOException {
        String file = Files.readString(FILE);
        assertThat(file).contains(right);

        assertThatThrownBy(() -> policyOf(file.replace(right, wrong)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("The approval policy cannot be used: ")
                .hasMessageContaining(told);
    }

    private PolicyDecision decide(String discount, String margin, String firstYear, String currency) {
        return policy.decide(input(discount, margin, firstYear, currency, "dairy"));
    }

    private static PolicyInput input(
            String discount, String margin, String firstYear, String currency, String... classes) {
        return new PolicyInput(
                Percentage.of(discount),
                margin.equals("none") ? Optional.empty() : Optional.of(new BigDecimal(margin)),
                Money.of(firstYear, currency),
                Optional.empty(),
                List.of(classes));
    }

    private static String level(PolicyDecision decision) {
        return decision.asksNobody() ? "none" : decision.steps().getFirst().level();
    }

    private static ApprovalPolicy policyOf(String file) {
        return new DmnApprovalPolicy(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
