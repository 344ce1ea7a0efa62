package io.cpqoms.quote.lifecycle;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aCharge;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.Samples.priced;
import static io.cpqoms.quote.lifecycle.QuoteSamples.ASKS_A_MANAGER;
import static io.cpqoms.quote.lifecycle.QuoteSamples.CATALOG;
import static io.cpqoms.quote.lifecycle.QuoteSamples.DOCUMENTS;
import static io.cpqoms.quote.lifecycle.QuoteSamples.LAPSED;
import static io.cpqoms.quote.lifecycle.QuoteSamples.LATER;
import static io.cpqoms.quote.lifecycle.QuoteSamples.LINE;
import static io.cpqoms.quote.lifecycle.QuoteSamples.NOW;
import static io.cpqoms.quote.lifecycle.QuoteSamples.VALID_UNTIL;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aDraft;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aPending;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aPriced;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aPricedUnderAFormerRule;
import static io.cpqoms.quote.lifecycle.QuoteSamples.after;
import static io.cpqoms.quote.lifecycle.QuoteSamples.anAccepted;
import static io.cpqoms.quote.lifecycle.QuoteSamples.anApproved;
import static io.cpqoms.quote.lifecycle.QuoteSamples.anOffer;
import static io.cpqoms.quote.lifecycle.QuoteSamples.at;
import static io.cpqoms.quote.lifecycle.QuoteSamples.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.FulfilmentStep;
import io.cpqoms.quote.catalog.FulfilmentStep.Scope;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.configuration.Lines;
import io.cpqoms.quote.pricing.PlanSize;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.ProductId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The guards beside the table, and what a quote keeps. */
@Tag("DOM-04")
class QuoteTest {

    @Test
    void refusesApprovalByWhoSubmitted() {
        Decision<QuoteEvent, QuoteProblem> decision = aPending()
                .decide(
                        new QuoteCommand.Approve(
                                new ApprovalDecision("sales-1", "quote-approval:1", "mine"), Optional.empty()),
                        at(NOW));

        assertThat(decision).isEqualTo(Decision.refused(new QuoteProblem.SelfApproval("sales-1")));
    }

    @Test
    @Tag("W6")
    void numbersTheSubmissionsOfARevision() {
        Quote pending = aPending();
        Quote sentBack = pending.evolve(
                List.of(new QuoteEvent.QuotePriced(pending.state().pricing().orElseThrow())), NOW);

        Quote again = after(sentBack, new QuoteCommand.Submit("sales-1"));

        assertThat(aPriced().submissions()).isZero();
        assertThat(pending.submissions()).isEqualTo(1);
        assertThat(again.submissions()).isEqualTo(2);
    }

    @Test
    void refusesAcceptanceAfterTheOfferLapsed() {
        assertThat(anApproved().decide(new QuoteCommand.Accept("VINET", Optional.empty()), at(LAPSED)))
                .isEqualTo(Decision.refused(new QuoteProblem.OfferLapsed(VALID_UNTIL)));
    }

    @Test
    void acceptsToTheLastInstantOfTheValidity() {
        assertThat(anApproved().decide(new QuoteCommand.Accept("VINET", Optional.empty()), at(VALID_UNTIL)))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void doesNotExpireBeforeTheValidityEnds() {
        assertThat(anApproved().decide(new QuoteCommand.Expire(), at(VALID_UNTIL)))
                .isEqualTo(Decision.refused(new QuoteProblem.StillValid(VALID_UNTIL)));
    }

    @Test
    void anAcceptedQuoteStaysAcceptedWhenItsValidityEnds() {
        assertThat(anAccepted().decide(new QuoteCommand.Expire(), at(LAPSED))).isInstanceOf(Decision.Refused.class);
    }

    @Test
    void refusesToPriceNothing() {
        Quote empty = after(aDraft(), new QuoteCommand.RemoveLine(LINE.lineId()));

        assertThat(empty.decide(new QuoteCommand.Price(), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.NoLines()));
    }

    @Test
    @Tag("Q2")
    void sellsNothingWhoseOrderCouldNotBePlanned() {
        QuoteSituation tooMuch =
                new QuoteSituation(() -> aCatalog(aProductOfTasks("11", 2001)), DOCUMENTS, ASKS_A_MANAGER, NOW);
        var problem = new QuoteProblem.TooMuchToFulfil(
                1, new PlanSize.Excess(2001, 2000, "would need 2001 tasks; a plan holds at most 2000"));

        assertThat(aDraft().decide(new QuoteCommand.Price(), tooMuch)).isEqualTo(Decision.refused(problem));
        assertThat(aPricedUnderAFormerRule().decide(new QuoteCommand.Price(), tooMuch))
                .isEqualTo(Decision.refused(problem));
        assertThat(aPriced().decide(new QuoteCommand.Submit("sales-1"), tooMuch))
                .isEqualTo(Decision.refused(problem));
        assertThat(anApproved().decide(new QuoteCommand.Accept("VINET", Optional.empty()), tooMuch))
                .isEqualTo(Decision.refused(problem));
    }

    @Test
    @Tag("DOM-03")
    void aPreviewRefusesWhatCouldNotBePriced() {
        assertThat(PricePreview.of(List.of(LINE), EUR, aCatalog(aProductOfTasks("11", 2001)))
                        .refusal())
                .contains(new QuoteProblem.TooMuchToFulfil(
                        1, new PlanSize.Excess(2001, 2000, "would need 2001 tasks; a plan holds at most 2000")));
        Charge[] twenty = IntStream.range(0, 20)
                .mapToObj(at -> aCharge("c" + at, ChargeKind.ONE_TIME, ChargePrice.of(eur("1.00"))))
                .toArray(Charge[]::new);
        List<QuoteLine> lines =
                IntStream.range(0, 101).mapToObj(at -> aLine("11", 1, "0")).toList();
        assertThat(PricePreview.of(lines, EUR, aCatalog(aProduct("11", twenty))).refusal())
                .contains(new QuoteProblem.TooManyCharges(2020, 2000));
    }

    private static Product aProductOfTasks(String id, int tasks) {
        return new Product(
                new ProductId(id),
                "Product " + id,
                "dairy",
                false,
                priced(eur("21.00")),
                IntStream.range(0, tasks)
                        .mapToObj(i -> new FulfilmentStep("task" + i, "warehouse", Scope.LINE, List.of()))
                        .toList());
    }

    @Test
    void refusesMoreChargesThanAFactHasRoomFor() {
        Charge[] charges = IntStream.range(0, 20)
                .mapToObj(number -> aCharge("c" + number, ChargeKind.ONE_TIME, ChargePrice.of(eur("1.00"))))
                .toArray(Charge[]::new);
        PinnedCatalog catalog = aCatalog(aProduct("11", charges));
        QuoteLine[] lines = Collections.nCopies(101, LINE).toArray(QuoteLine[]::new);
        Decision<QuoteEvent, QuoteProblem> refused = Decision.refused(new QuoteProblem.TooManyCharges(2_020, 2_000));

        assertThat(aDraft(lines)
                        .decide(
                                new QuoteCommand.Price(),
                                new QuoteSituation(() -> catalog, DOCUMENTS, ASKS_A_MANAGER, NOW)))
                .isEqualTo(refused);
        assertThat(OfferRules.open(anOffer(lines), catalog, NOW)).isEqualTo(refused);
    }

    @Test
    void countsTheChargesOfComponents() {
        Charge[] charges = IntStream.range(0, 20)
                .mapToObj(number -> aCharge("c" + number, ChargeKind.ONE_TIME, ChargePrice.of(eur("1.00"))))
                .toArray(Charge[]::new);
        PinnedCatalog catalog = aCatalog(aProduct("11", "21.00"), aProduct("42", charges));
        QuoteLine bundle = LINE.with(new Configuration(List.of(), List.of(Lines.chosen("parts", "42", 1))));
        Quote quote = aDraft().evolve(Collections.nCopies(95, new QuoteEvent.QuoteLineAdded(bundle)), NOW);

        // One line of one charge, and 95 of one and their components' twenty.
        assertThat(quote.decide(
                        new QuoteCommand.Price(), new QuoteSituation(() -> catalog, DOCUMENTS, ASKS_A_MANAGER, NOW)))
                .isNotInstanceOf(Decision.Refused.class);
        assertThat(quote.evolve(List.of(new QuoteEvent.QuoteLineAdded(bundle)), NOW)
                        .decide(
                                new QuoteCommand.Price(),
                                new QuoteSituation(() -> catalog, DOCUMENTS, ASKS_A_MANAGER, NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.TooManyCharges(2_017, 2_000)));
    }

    @Test
    void refusesALineItDoesNotHave() {
        QuoteLine other = aLine("11", 1, "0");

        assertThat(aDraft().decide(new QuoteCommand.ChangeLine(other), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.UnknownLine(other.lineId())));
        assertThat(aDraft().decide(new QuoteCommand.RemoveLine(other.lineId()), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.UnknownLine(other.lineId())));
    }

    @Test
    void refusesMoreLinesThanTheBound() {
        QuoteLine[] full = Collections.nCopies(Quote.MAX_LINES, LINE).toArray(QuoteLine[]::new);

        assertThat(aDraft(full).decide(new QuoteCommand.AddLine(aLine("11", 1, "0")), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.TooManyLines(Quote.MAX_LINES)));
    }

    @Test
    void refusesAValidityInThePast() {
        assertThat(OfferRules.open(anOffer(LINE), CATALOG, VALID_UNTIL))
                .isEqualTo(Decision.refused(new QuoteProblem.ValidityInThePast(VALID_UNTIL)));
    }

    @Test
    void forgetsThePriceWhenALineChanges() {
        Quote changed = after(aPriced(), new QuoteCommand.AddLine(aLine("42", 1, "0")));

        assertThat(changed.state().pricing()).isEmpty();
        assertThat(changed.lines()).hasSize(2);
    }

    @Test
    void keepsPriceRequesterAndApprovalToTheEnd() {
        Quote ordered = after(anAccepted(), new QuoteCommand.MarkOrdered(QuoteSamples.ORDER));

        assertThat(ordered.state().pricing()).isEqualTo(aPriced().state().pricing());
        assertThat(ordered.state().requester()).contains("sales-1");
        assertThat(ordered.state().approval()).map(ApprovalDecision::decidedBy).contains("approver-1");
        assertThat(ordered.version()).isEqualTo(6);
    }

    @Test
    @Tag("Q3")
    void asksNobodyToDecideOnAnOfferThatHasLapsed() {
        assertThat(aPriced().decide(new QuoteCommand.Submit("sales-1"), at(LAPSED)))
                .isEqualTo(Decision.refused(new QuoteProblem.OfferLapsed(VALID_UNTIL)));
        assertThat(aPending()
                        .decide(
                                new QuoteCommand.Approve(
                                        new ApprovalDecision("approver-1", "quote-approval:1", "fine"),
                                        Optional.empty()),
                                at(LAPSED)))
                .isEqualTo(Decision.refused(new QuoteProblem.OfferLapsed(VALID_UNTIL)));
    }

    @Test
    @Tag("Q3")
    void aPendingApprovalLapsesWithItsQuote() {
        assertThat(aPending().decide(new QuoteCommand.Expire(), at(LAPSED)))
                .isEqualTo(Decision.accepted(new QuoteEvent.QuoteExpired()));
    }

    @Test
    @Tag("DOM-05")
    void isApprovedAtOnceWhereThePolicyAsksNobody() {
        Quote priced = aPriced();
        List<QuoteEvent> facts = events(priced.decide(new QuoteCommand.Submit("sales-1"), QuoteSamples.unasked()));
        Quote approved = priced.evolve(facts, NOW);

        assertThat(facts)
                .hasSize(2)
                .last()
                .isEqualTo(new QuoteEvent.QuoteApproved(
                        new ApprovalDecision("policy", "approval-policy:1.0", "No approval rule fired.")));
        assertThat(approved.state().label()).isEqualTo("approved");
        assertThat(approved.state().requester()).contains("sales-1");
        assertThat(approved.version()).isEqualTo(priced.version() + 2);
    }

    @Test
    @Tag("DOM-05")
    void keepsWhatThePolicySaidWithTheRevisionAndNotWithTheNext() {
        assertThat(anAccepted().policy()).get().satisfies(said -> {
            assertThat(said.policyVersion()).isEqualTo("approval-policy:1.0");
            assertThat(said.fired()).extracting("ruleId").containsExactly("manager-discount");
            assertThat(said.input().productClasses()).containsExactly("dairy");
            assertThat(said.input().firstYear()).isEqualTo(eur("214.20"));
        });
        assertThat(after(aPending(), new QuoteCommand.Recall("sales-1", Optional.empty()))
                        .policy())
                .isEmpty();
    }

    @Test
    @Tag("DOM-05")
    void theNextRevisionKeepsTheApprovalOfTheLastThatHadOne() {
        Quote kept = submittedAgain(anApproved());
        Quote declined = submittedAgain(QuoteSamples.aDeclined());
        Quote keptAgain = submittedAgain(kept);

        assertThat(kept.state().approval())
                .contains(new ApprovalDecision(
                        "policy", "approval-policy:1.0", "No worse than revision 1, which approver-1 approved."));
        assertThat(declined.state().label()).isEqualTo("approved");
        assertThat(keptAgain.state().approval())
                .as("by who approved it in the first place")
                .get()
                .extracting(ApprovalDecision::reason)
                .isEqualTo("No worse than revision 2, which approver-1 approved.");
    }

    @Test
    @Tag("DOM-05")
    void noApprovalIsKeptAfterTheHouseSaidNoOrWhereThereWasNone() {
        assertThat(submittedAgain(QuoteSamples.aWithdrawn()).state().label()).isEqualTo("pendingApproval");
        assertThat(submittedAgain(QuoteSamples.aRejected()).state().label()).isEqualTo("pendingApproval");
        assertThat(after(
                                after(
                                        after(aPending(), new QuoteCommand.Recall("sales-1", Optional.empty())),
                                        new QuoteCommand.Price()),
                                new QuoteCommand.Submit("sales-1"))
                        .state()
                        .label())
                .isEqualTo("pendingApproval");
    }

    /** Also where the revision that was returned had an approval of a former one to keep, but for who gave it. */
    @Test
    @Tag("DOM-05")
    void whatAnApproverReturnedIsAskedAboutAnewThoughARevisionBeforeItWasApproved() {
        Quote again = after(
                after(
                        after(anApproved(), new QuoteCommand.Revise("sales-1", Optional.empty(), LATER)),
                        new QuoteCommand.Price()),
                new QuoteCommand.Submit("approver-1"));
        assertThat(again.state().label()).isEqualTo("pendingApproval");

        Quote returned = after(
                again,
                new QuoteCommand.ReturnForRevision(
                        new ApprovalDecision("approver-2", "approval-policy:1.0", "not any more"), Optional.empty()));
        Quote third = after(after(returned, new QuoteCommand.Price()), new QuoteCommand.Submit("sales-1"));

        assertThat(third.state().label()).isEqualTo("pendingApproval");
    }

    @Test
    @Tag("DOM-05")
    void noApprovalIsKeptThatWasGivenUnderAnotherPolicyOrByNobody() {
        for (ApprovalDecision decision : List.of(
                new ApprovalDecision("approver-1", "approval-policy:3", "fine"),
                new ApprovalDecision("policy", "approval-policy:1.0", "no rule of mine"))) {
            Quote approved = after(aPending(), new QuoteCommand.Approve(decision, Optional.empty()));

            assertThat(submittedAgain(approved).state().label())
                    .as(decision.toString())
                    .isEqualTo("pendingApproval");
        }
    }

    private static Quote submittedAgain(Quote former) {
        Quote revised = after(former, new QuoteCommand.Revise("sales-1", Optional.empty(), LATER));
        return after(after(revised, new QuoteCommand.Price()), new QuoteCommand.Submit("sales-1"));
    }

    @Test
    void theSamePriceStands() {
        assertThat(aPriced().decide(new QuoteCommand.Price(), at(NOW))).isEqualTo(Decision.stands());
    }

    @Test
    void anotherOrderOfTheSameQuoteIsRefused() {
        Quote ordered = after(anAccepted(), new QuoteCommand.MarkOrdered(QuoteSamples.ORDER));

        assertThat(ordered.decide(new QuoteCommand.MarkOrdered(new UUID(0, 8)), at(NOW)))
                .isEqualTo(Decision.refused(new QuoteProblem.OrderedBefore(QuoteSamples.ORDER)));
    }
}
