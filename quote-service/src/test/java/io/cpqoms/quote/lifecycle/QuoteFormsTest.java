package io.cpqoms.quote.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.testkit.shape.GoldenForms;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is stored is what is read, in every state and in every form there ever was. */
class QuoteFormsTest {

    private static final GoldenForms GOLDEN = new GoldenForms("quote");

    @Test
    void readsEveryFormAndWritesTheNewest() {
        GOLDEN.requireLifted(4, document -> QuoteDocuments.write(QuoteDocuments.read(row(document))));
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
