package io.cpqoms.quote.lifecycle;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aLine;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.Samples.priced;

import io.cpqoms.command.decision.Decision;
import io.cpqoms.quote.approval.ApprovalPolicy;
import io.cpqoms.quote.approval.ApprovalStep;
import io.cpqoms.quote.approval.FiredRule;
import io.cpqoms.quote.approval.PolicyDecision;
import io.cpqoms.quote.approval.PolicyInput;
import io.cpqoms.quote.approval.PolicyRule;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.PinnedParts;
import io.cpqoms.quote.catalog.Product;
import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.configuration.Configurator;
import io.cpqoms.quote.configuration.Lines;
import io.cpqoms.quote.lifecycle.QuoteCommand.Open;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteCreated;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.values.Actor;
import io.cpqoms.values.Cause;
import io.cpqoms.values.CustomerId;
import io.cpqoms.values.LineId;
import io.cpqoms.values.Percentage;
import io.cpqoms.values.ProductId;
import io.cpqoms.values.Quantity;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A quote in each state, made by the commands that lead there. */
final class QuoteSamples {

    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    static final Instant VALID_UNTIL = NOW.plus(Duration.ofDays(30));
    static final Instant LAPSED = VALID_UNTIL.plusSeconds(1);
    static final Instant LATER = VALID_UNTIL.plus(Duration.ofDays(30));
    static final PinnedCatalog CATALOG = aCatalog(aProduct("11", "21.00"), aProduct("42", "9.80"));
    private static final PinnedCatalog BUNDLES = aCatalog(
            new Product(
                    new ProductId("line"),
                    "Internet line",
                    "access",
                    false,
                    priced(eur("30.00")),
                    List.of(),
                    Optional.of(Lines.line())),
            aProduct("router-basic", "40.00"),
            aProduct("phone", "20.00"),
            aProduct("adapter", "5.00"));
    static final QuoteLine LINE = aLine("11", 12, "15");
    static final UUID ORDER = new UUID(0, 7);

    static final ApprovalDecision YES = new ApprovalDecision("approver-1", "approval-policy:1.0", "fine");

    static final OfferDocument DOCUMENT = new OfferDocument(OfferLanguage.ENGLISH, 1, "1", "0".repeat(64));

    /** Pages have tests of their own; here it matters that what was presented is kept. */
    static final OfferDocuments DOCUMENTS = new OfferDocuments() {
        @Override
        public OfferDocument presented(Quote approved, OfferLanguage language, PinnedCatalog catalog, Instant at) {
            return new OfferDocument(language, DOCUMENT.template(), DOCUMENT.termsVersion(), DOCUMENT.sha256());
        }

        @Override
        public Page page(Quote offered, OfferLanguage language, PinnedCatalog catalog) {
            throw new IllegalStateException("No decision needs a page");
        }

        @Override
        public byte[] bytes(Page page, Format format) {
            throw new IllegalStateException("No decision needs a page");
        }
    };

    /** The rules have tests of their own; here it matters what becomes of a quote on which somebody must decide. */
    static final ApprovalPolicy ASKS_A_MANAGER = asking(
            List.of(new FiredRule("manager-discount", "manager", "sales-managers", "A discount of 15 percent.")),
            List.of(new ApprovalStep("manager", List.of("sales-managers"))));

    static final ApprovalPolicy ASKS_NOBODY = asking(List.of(), List.of());

    private QuoteSamples() {}

    private static ApprovalPolicy asking(List<FiredRule> fired, List<ApprovalStep> steps) {
        return new ApprovalPolicy() {
            @Override
            public String version() {
                return "approval-policy:1.0";
            }

            @Override
            public List<PolicyRule> rules() {
                return List.of();
            }

            @Override
            public PolicyDecision decide(PolicyInput input) {
                return new PolicyDecision(version(), input, fired, steps, Optional.empty());
            }
        };
    }

    static Open anOffer(QuoteLine... lines) {
        return new Open(
                new CustomerId("VINET"), EUR, CATALOG.id(), "10248", VALID_UNTIL, List.of(lines), Optional.empty());
    }

    static Quote aDraft(QuoteLine... lines) {
        return Quote.created(
                new QuoteId(new UUID(0, 2)),
                new TenantId("acme"),
                (QuoteCreated)
                        events(OfferRules.open(anOffer(lines), CATALOG, NOW)).getFirst(),
                new Cause(Actor.user("sales-1"), new UUID(0, 4), new UUID(0, 3), NOW));
    }

    static Quote aDraft() {
        return aDraft(LINE);
    }

    static Quote aPriced() {
        return after(aDraft(), new QuoteCommand.Price());
    }

    /** Its price has the evidence of another rule, so that pricing it again gives another one. */
    static Quote aPricedUnderAFormerRule() {
        PricedQuote price = aPriced().state().pricing().orElseThrow();
        return aDraft().evolve(
                        List.of(new QuoteEvent.QuotePriced(
                                new PricedQuote(price.lines(), price.totals(), price.maxDiscount(), "0".repeat(64)))),
                        NOW);
    }

    /** An internet line with a telephone, and the adapter that comes with it. */
    static Quote aPricedBundle() {
        Configuration phone = new Configurator(new PinnedParts(BUNDLES, EUR))
                .complete(
                        Lines.line(),
                        new Configuration(
                                List.of(Lines.bandwidth("200")), List.of(Lines.chosen("extras", "phone", 2))));
        QuoteLine line = new QuoteLine(
                new LineId(new UUID(0, 11)),
                new ProductId("line"),
                new Quantity(3),
                Percentage.of("10"),
                null,
                Optional.of("Ends the lawsuit."),
                List.of(),
                Optional.empty());
        Quote draft = aDraft().evolve(
                        List.of(
                                new QuoteEvent.QuoteLineRemoved(LINE.lineId()),
                                new QuoteEvent.QuoteLineAdded(line.with(phone))),
                        NOW);
        return draft.evolve(
                events(draft.decide(
                        new QuoteCommand.Price(), new QuoteSituation(() -> BUNDLES, DOCUMENTS, ASKS_A_MANAGER, NOW))),
                NOW);
    }

    static Quote aSubmittedBundle() {
        Quote priced = aPricedBundle();
        return priced.evolve(
                events(priced.decide(
                        new QuoteCommand.Submit("sales-1"),
                        new QuoteSituation(() -> BUNDLES, DOCUMENTS, ASKS_A_MANAGER, NOW))),
                NOW);
    }

    /** Submitted under a policy, approved, and begun anew as the next revision. */
    static Quote aRevisedBundle() {
        return after(
                after(aSubmittedBundle(), new QuoteCommand.Approve(YES, Optional.empty())),
                new QuoteCommand.Revise("sales-1", Optional.empty(), LATER));
    }

    static Quote aPending() {
        return after(aPriced(), new QuoteCommand.Submit("sales-1"));
    }

    static Quote anApproved() {
        return after(aPending(), new QuoteCommand.Approve(YES, Optional.empty()));
    }

    static Quote aRejected() {
        return after(aPending(), new QuoteCommand.Reject(YES, Optional.empty()));
    }

    static Quote aPresented() {
        return after(anApproved(), new QuoteCommand.Present("VINET", OfferLanguage.ENGLISH));
    }

    static Quote aDeclined() {
        return after(aPresented(), new QuoteCommand.Decline("VINET", "Too expensive.", Optional.empty()));
    }

    static Quote aWithdrawn() {
        return after(anApproved(), new QuoteCommand.Withdraw("sales-2", "The supplier cannot deliver."));
    }

    static Quote anAccepted() {
        return after(anApproved(), new QuoteCommand.Accept("VINET", Optional.empty()));
    }

    /** One quote for each state. */
    static List<Quote> oneInEachState() {
        return List.of(
                aDraft(),
                aPriced(),
                aPending(),
                anApproved(),
                aRejected(),
                aPresented(),
                aDeclined(),
                aWithdrawn(),
                anAccepted(),
                after(anAccepted(), new QuoteCommand.MarkOrdered(ORDER)),
                aDraft().evolve(List.of(new QuoteEvent.QuoteExpired()), LAPSED),
                after(aPriced(), new QuoteCommand.Cancel("lost")));
    }

    /** Commands of each kind, at instants at which no guard refuses them. */
    static Map<QuoteCommand, Instant> commands() {
        return Map.ofEntries(
                Map.entry(new QuoteCommand.AddLine(aLine("42", 1, "0")), NOW),
                Map.entry(new QuoteCommand.ChangeLine(LINE), NOW),
                Map.entry(new QuoteCommand.RemoveLine(LINE.lineId()), NOW),
                Map.entry(new QuoteCommand.Price(), NOW),
                Map.entry(new QuoteCommand.Submit("sales-1"), NOW),
                Map.entry(new QuoteCommand.Approve(YES, Optional.empty()), NOW),
                Map.entry(new QuoteCommand.Reject(YES, Optional.empty()), NOW),
                Map.entry(new QuoteCommand.Accept("VINET", Optional.empty()), NOW),
                Map.entry(new QuoteCommand.ReturnForRevision(YES, Optional.empty()), NOW),
                Map.entry(new QuoteCommand.Recall("sales-1", Optional.of("more")), NOW),
                Map.entry(new QuoteCommand.Present("VINET", OfferLanguage.ENGLISH), NOW),
                Map.entry(new QuoteCommand.Decline("VINET", "Too expensive.", Optional.empty()), NOW),
                Map.entry(new QuoteCommand.Withdraw("sales-2", "The supplier cannot deliver."), NOW),
                Map.entry(new QuoteCommand.Revise("sales-1", Optional.empty(), LATER), NOW),
                Map.entry(new QuoteCommand.MarkOrdered(ORDER), NOW),
                Map.entry(new QuoteCommand.Expire(), LAPSED),
                Map.entry(new QuoteCommand.Cancel("lost"), NOW));
    }

    static QuoteSituation at(Instant instant) {
        return new QuoteSituation(() -> CATALOG, DOCUMENTS, ASKS_A_MANAGER, instant);
    }

    /** The same under a policy that asks nobody. */
    static QuoteSituation unasked() {
        return new QuoteSituation(() -> CATALOG, DOCUMENTS, ASKS_NOBODY, NOW);
    }

    static Quote after(Quote quote, QuoteCommand command) {
        return quote.evolve(events(quote.decide(command, at(NOW))), NOW);
    }

    static List<QuoteEvent> events(Decision<QuoteEvent, QuoteProblem> decision) {
        return ((Decision.Accepted<QuoteEvent, QuoteProblem>) decision).events();
    }
}
