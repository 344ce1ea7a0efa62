package io.cpqoms.quote.lifecycle.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cpqoms.command.MoneyView;
import io.cpqoms.command.PermittedCommand;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.ApprovalDecision;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteRevisionSummary;
import io.cpqoms.quote.lifecycle.QuoteState;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.quote.web.ConfigurationChoices;
import io.cpqoms.values.QuoteId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A quote as clients see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record QuoteView(
        UUID quoteId,
        long version,

        @Schema(
                enumeration = {
                    "draft",
                    "priced",
                    "pendingApproval",
                    "approved",
                    "rejected",
                    "presented",
                    "declined",
                    "withdrawn",
                    "accepted",
                    "ordered",
                    "expired",
                    "cancelled"
                })
        String state,

        int revision,
        String customerId,
        String currency,
        UUID catalogVersionId,
        @Nullable String externalReference,

        @Schema(description = "The quote that it was copied from.") @Nullable
        UUID copiedFrom,

        Instant validUntil,
        UUID correlationId,
        @Nullable String requestedBy,
        @Nullable ApprovalDecision approval,

        @Schema(description = "What the approval policy said when it was submitted.") @Nullable
        PolicyView policy,

        @Nullable PresentationView presentation,

        @Schema(
                description =
                        "The no to an approved offer: the customer's where it was declined, the house's where it was"
                                + " withdrawn.")
        @Nullable
        RefusalView refusal,

        @Nullable String acceptedBy,
        @Nullable Instant acceptedAt,
        @Nullable UUID orderId,
        @Nullable String cancellationReason,
        List<LineView> lines,
        PriceTotalViews.@Nullable TotalsView totals,

        @Schema(
                description =
                        "The largest discount of a charge against the catalog's price, an agreed price included; 100 where"
                                + " there is no list price to hold it against. What the approval policy looks at.")
        @Nullable
        String maxDiscountPercent,

        @Nullable String evidenceHash,
        Instant createdAt,

        @Schema(description = "Who opened it; absent for quotes from before this was recorded.") @Nullable
        String createdBy,

        Instant changedAt,
        List<PermittedCommand> commands) {

    /** That the customer has the offer. */
    @Schema(name = "QuotePresentation")
    record PresentationView(
            String presentedTo,
            Instant presentedAt,
            @Nullable OfferDocumentView document) {

        static Optional<PresentationView> of(QuoteState state) {
            return state.presentation()
                    .map(got -> new PresentationView(
                            got.presentedTo(),
                            got.presentedAt(),
                            got.document().map(OfferDocumentView::of).orElse(null)));
        }
    }

    /** Who said no to an offer, when and why. */
    @Schema(name = "QuoteRefusal")
    record RefusalView(String by, Instant at, String reason) {

        static Optional<RefusalView> of(QuoteState state) {
            return switch (state) {
                case QuoteState.Declined(var offer, var presentation, var no) ->
                    Optional.of(new RefusalView(no.by(), no.at(), no.reason()));
                case QuoteState.Withdrawn(var offer, var presentation, var no) ->
                    Optional.of(new RefusalView(no.by(), no.at(), no.reason()));
                default -> Optional.empty();
            };
        }
    }

    /** A line, with its price once there is one. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QuoteLine")
    record LineView(
            UUID lineId,
            String productId,
            @Nullable String productName,
            int quantity,
            String discountPercent,
            @Nullable MoneyView agreedUnitPrice,
            @Nullable String reason,

            @Schema(description = "What differs for single charges.")
            List<TermsView> charges,

            @Schema(
                    description =
                            "What was chosen about the product, completed; absent when there is nothing to choose.")
            @Nullable
            ConfigurationChoices configuration,

            @Nullable LinePriceView price,

            @Schema(description = "What the product is put together from, each with its price; absent without a price.")
            @Nullable
            List<ComponentView> components) {}

    /** A line that belongs to another: the order has it beside that. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QuoteComponent")
    record ComponentView(
            UUID lineId,
            UUID parentLineId,

            @Schema(enumeration = {"bundle", "option"}) String role,

            String productId,
            @Nullable String productName,
            int quantity,
            LinePriceView price) {}

    /** What a line says of one of its charges. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ChargeTerms")
    record TermsView(
            String chargeId,
            @Nullable String discountPercent,
            @Nullable MoneyView agreedUnitPrice) {}

    /** The price of a line, charge by charge. */
    @Schema(name = "LinePrice")
    record LinePriceView(
            @Schema(description = "The unrounded net of what is owed once.")
            MoneyView exactNet,

            List<ChargePriceView> charges) {}

    /** What is owed once: the unrounded sum, and the sum rounded once. */
    @Schema(name = "Totals")
    record TotalsView(MoneyView exact, MoneyView rounded) {}

    /** What is owed once, and beside it what the same lines come to at list prices. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QuoteTotals")
    record QuoteTotalsView(
            @Schema(description = "Absent when a line has no list price in the quote's currency.") @Nullable
            MoneyView list,

            MoneyView exact,
            MoneyView rounded) {

        static QuoteTotalsView of(QuoteRevisionSummary.Totals totals) {
            return new QuoteTotalsView(
                    totals.list().map(MoneyView::of).orElse(null),
                    MoneyView.of(totals.exact()),
                    MoneyView.of(totals.rounded()));
        }
    }

    static QuoteView of(Quote quote, PinnedCatalog catalog, List<PermittedCommand> commands) {
        QuoteState state = quote.state();
        Optional<PricedQuote> price = state.pricing();
        Optional<QuoteState.Accepted> acceptance = acceptance(state);
        return new QuoteView(
                quote.id().value(),
                quote.version(),
                state.label(),
                quote.revision(),
                quote.customerId().value(),
                quote.currency(),
                quote.catalogVersionId().value(),
                quote.externalReference(),
                quote.copiedFrom().map(QuoteId::value).orElse(null),
                quote.validUntil(),
                quote.correlationId(),
                state.requester().orElse(null),
                state.approval().orElse(null),
                quote.policy().map(PolicyView::of).orElse(null),
                PresentationView.of(state).orElse(null),
                RefusalView.of(state).orElse(null),
                acceptance.map(QuoteState.Accepted::acceptedBy).orElse(null),
                acceptance.map(QuoteState.Accepted::acceptedAt).orElse(null),
                state instanceof QuoteState.Ordered ordered ? ordered.orderId() : null,
                state instanceof QuoteState.Cancelled cancelled ? cancelled.reason() : null,
                QuoteLineViews.of(quote, catalog),
                price.map(PriceTotalViews.TotalsView::of).orElse(null),
                price.map(priced -> priced.maxDiscount().text()).orElse(null),
                price.map(PricedQuote::evidenceHash).orElse(null),
                quote.history().createdAt(),
                quote.history().createdBy(),
                quote.history().changedAt(),
                commands);
    }

    private static Optional<QuoteState.Accepted> acceptance(QuoteState state) {
        return switch (state) {
            case QuoteState.Accepted accepted -> Optional.of(accepted);
            case QuoteState.Ordered ordered -> Optional.of(ordered.acceptance());
            case QuoteState.Draft draft -> Optional.empty();
            case QuoteState.Priced priced -> Optional.empty();
            case QuoteState.PendingApproval pending -> Optional.empty();
            case QuoteState.Approved approved -> Optional.empty();
            case QuoteState.Rejected rejected -> Optional.empty();
            case QuoteState.Presented presented -> Optional.empty();
            case QuoteState.Declined declined -> Optional.empty();
            case QuoteState.Withdrawn withdrawn -> Optional.empty();
            case QuoteState.Expired expired -> Optional.empty();
            case QuoteState.Cancelled cancelled -> Optional.empty();
        };
    }
}
