package io.cpqoms.quote.lifecycle;

import static io.cpqoms.quote.Samples.EUR;
import static io.cpqoms.quote.Samples.aCatalog;
import static io.cpqoms.quote.Samples.aCharge;
import static io.cpqoms.quote.Samples.aProduct;
import static io.cpqoms.quote.Samples.eur;
import static io.cpqoms.quote.lifecycle.QuoteSamples.LINE;
import static io.cpqoms.quote.lifecycle.QuoteSamples.aDraft;
import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.catalog.Tier;
import io.cpqoms.quote.catalog.Tiers;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuoteLineChanged;
import io.cpqoms.quote.lifecycle.QuoteEvent.QuotePriced;
import io.cpqoms.quote.pricing.ChargeTerms;
import io.cpqoms.quote.pricing.Pricing;
import io.cpqoms.quote.pricing.QuoteLine;
import io.cpqoms.testkit.shape.GoldenForms;
import io.cpqoms.values.Percentage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored is what is read, in every state and in every form there ever was. */
class QuoteFormsTest {

    private static final GoldenForms GOLDEN = new GoldenForms("quote");

    @Test
    void readsEveryFormAndWritesTheNewest() {
        GOLDEN.requireLifted(6, document -> QuoteDocuments.write(QuoteDocuments.read(row(document))));
    }

    @ParameterizedTest
    @MethodSource("io.cpqoms.quote.lifecycle.QuoteSamples#oneInEachState")
    void survivesItsOwnDocument(Quote quote) {
        QuoteRow row = row(QuoteDocuments.write(quote));
        row.version = quote.version();
        row.createdAt = quote.history().createdAt();
        row.createdBy = quote.history().createdBy();
        row.changedAt = quote.history().changedAt();

        assertThat(QuoteDocuments.read(row)).isEqualTo(quote);
    }

    @Test
    void keepsEveryChargeOfALine() {
        ChargePrice tiered = new ChargePrice(
                eur("10.00"),
                Optional.of(eur("9.00")),
                Optional.of(eur("6.00")),
                Optional.of(new Tiers(Tiers.Kind.SLAB, List.of(new Tier(1, eur("10.00")), new Tier(5, eur("9.00"))))));
        QuoteLine line = new QuoteLine(
                LINE.lineId(),
                LINE.productId(),
                LINE.quantity(),
                LINE.discount(),
                null,
                Optional.of("Ends the lawsuit."),
                List.of(new ChargeTerms("setup", Optional.of(Percentage.of("5")), Optional.of(eur("80.00")))),
                Optional.empty());
        PinnedCatalog catalog = aCatalog(aProduct(
                LINE.productId().value(),
                aCharge("setup", ChargeKind.ONE_TIME, ChargePrice.of(eur("99.00"))),
                aCharge("monthly", ChargeKind.RECURRING, tiered),
                aCharge("use", ChargeKind.USAGE, ChargePrice.of(eur("0.01")))));
        Quote quote = aDraft().evolve(
                        List.of(
                                new QuoteLineChanged(line),
                                new QuotePriced(Pricing.price(List.of(line), EUR, catalog))),
                        QuoteSamples.NOW);

        Quote read = QuoteDocuments.read(row(QuoteDocuments.write(quote)));

        assertThat(read.lines()).isEqualTo(quote.lines());
        assertThat(read.state()).isEqualTo(quote.state());
    }

    @Test
    @Tag("DOM-02")
    void keepsWhatALineIsPutTogetherFrom() {
        Quote quote = QuoteSamples.aPricedBundle();

        GOLDEN.requireWritten(6, "priced-bundle", QuoteDocuments.write(quote));

        assertThat(QuoteDocuments.read(row(GOLDEN.read(6, "priced-bundle"))))
                .extracting(Quote::lines, Quote::state)
                .containsExactly(quote.lines(), quote.state());
    }

    @Test
    @Tag("DOM-05")
    void keepsWhatThePolicySaidAndWhatWasApprovedLast() {
        Quote quote = QuoteSamples.aRevisedBundle();

        GOLDEN.requireWritten(6, "approved-and-revised", QuoteDocuments.write(quote));

        assertThat(QuoteDocuments.read(row(GOLDEN.read(6, "approved-and-revised")))
                        .lastApproval())
                .isEqualTo(quote.lastApproval())
                .isPresent();
    }

    @Test
    @Tag("Q1")
    void aQuoteThatWasPricedUnderTheOldRuleIsSubmittedUnderTheNew() {
        Quote lifted = QuoteDocuments.read(row(GOLDEN.read(1, "priced-below-list")));

        assertThat(lifted.state().pricing().orElseThrow().maxDiscount().text()).isEqualTo("99.898");
    }

    private static QuoteRow row(String document) {
        QuoteRow row = new QuoteRow();
        row.document = document;
        row.tenantId = "acme";
        row.version = 2;
        row.createdAt = QuoteSamples.NOW;
        row.createdBy = "sales-1";
        row.changedAt = QuoteSamples.NOW;
        return row;
    }
}
