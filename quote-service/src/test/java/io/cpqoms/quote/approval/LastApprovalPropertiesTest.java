package io.cpqoms.quote.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.values.Money;
import io.cpqoms.values.Percentage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** An approval is kept where nothing is worse, and never where anything is; under the shipped policy. */
@Tag("DOM-05")
@Tag("WFL-09")
class LastApprovalPropertiesTest {

    private static final ApprovalPolicy POLICY = new DmnApprovalPolicy();

    /** Said in other words than the rule says it: worse in a single measure is enough. */
    @Property(tries = 500)
    void isNeverKeptWhereAMeasureIsWorse(@ForAll("inputs") PolicyInput then, @ForAll("inputs") PolicyInput now) {
        PolicyDecision said = after(then, now, "sam");

        boolean worse = now.maxDiscount().value().compareTo(then.maxDiscount().value()) > 0
                || now.firstYear().amount().compareTo(then.firstYear().amount()) > 0
                || !now.given()
                        .map(given -> then.given()
                                .filter(before -> before.amount().compareTo(given.amount()) >= 0)
                                .isPresent())
                        .orElse(false)
                || !Set.copyOf(then.productClasses()).containsAll(now.productClasses())
                || !now.marginPercent()
                        .map(margin -> then.marginPercent()
                                .filter(before -> before.compareTo(margin) <= 0)
                                .isPresent())
                        .orElse(then.marginPercent().isEmpty());
        assertThat(said.kept().isPresent())
                .isEqualTo(!worse && !POLICY.decide(now).asksNobody());
        assertThat(said.asksNobody())
                .isEqualTo(said.kept().isPresent() || POLICY.decide(now).asksNobody());
        assertThat(said.fired()).isEqualTo(POLICY.decide(now).fired());
    }

    @Property(tries = 200)
    void isKeptWhereTheSameIsSubmittedAgainByWhoDidNotApproveIt(@ForAll("inputs") PolicyInput same) {
        boolean asks = !POLICY.decide(same).asksNobody() && same.given().isPresent();

        assertThat(after(same, same, "sam").kept())
                .isEqualTo(asks ? Optional.of(new KeptApproval(3, "mia")) : Optional.empty());
        assertThat(after(same, same, "mia").kept()).isEmpty();
    }

    @Property(tries = 100)
    void isNeverKeptUnderAnotherVersionOfThePolicy(@ForAll("inputs") PolicyInput same) {
        PolicyDecision then = POLICY.decide(same);
        LastApproval former = new LastApproval(
                3,
                "mia",
                new PolicyDecision("approval-policy:0.9", same, then.fired(), then.steps(), Optional.empty()));

        assertThat(former.appliedTo(POLICY.decide(same), "sam").kept()).isEmpty();
    }

    private static PolicyDecision after(PolicyInput then, PolicyInput now, String requestedBy) {
        return new LastApproval(3, "mia", POLICY.decide(then)).appliedTo(POLICY.decide(now), requestedBy);
    }

    /** Few values of each, so that equal, better and worse all happen. */
    @Provide
    Arbitrary<PolicyInput> inputs() {
        Arbitrary<Percentage> discounts =
                Arbitraries.of("0", "10", "20", "25", "40", "55.5").map(Percentage::of);
        Arbitrary<Optional<BigDecimal>> margins = Arbitraries.of("-4", "0", "5", "20", "none")
                .map(margin -> margin.equals("none") ? Optional.empty() : Optional.of(new BigDecimal(margin)));
        Arbitrary<Money> owed =
                Arbitraries.of("0.00", "100.00", "49999.99", "50000.00").map(amount -> Money.of(amount, "EUR"));
        Arbitrary<Optional<Money>> given = Arbitraries.of("0.00", "0.40", "4000.00", "4000.00", "none")
                .map(amount -> amount.equals("none") ? Optional.empty() : Optional.of(Money.of(amount, "EUR")));
        Arbitrary<List<String>> classes =
                Arbitraries.of(List.of("access"), List.of("access", "dairy"), List.of("dairy"));
        return Combinators.combine(discounts, margins, owed, given, classes).as(PolicyInput::new);
    }
}
