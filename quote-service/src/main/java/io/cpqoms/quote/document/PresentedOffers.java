package io.cpqoms.quote.document;

import io.cpqoms.quote.catalog.PinnedCatalog;
import io.cpqoms.quote.lifecycle.OfferDocument;
import io.cpqoms.quote.lifecycle.OfferDocuments;
import io.cpqoms.quote.lifecycle.OfferLanguage;
import io.cpqoms.quote.lifecycle.Quote;
import io.cpqoms.quote.lifecycle.QuoteConfig;
import io.cpqoms.quote.lifecycle.QuoteState;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Makes the pages of offers from quotes as they were presented or accepted. */
@ApplicationScoped
class PresentedOffers implements OfferDocuments {

    private final OfferPage pages;
    private final OfferPdf pdfs;
    private final QuoteConfig config;

    PresentedOffers(OfferPage pages, OfferPdf pdfs, QuoteConfig config) {
        this.pages = pages;
        this.pdfs = pdfs;
        this.config = config;
    }

    @Override
    public OfferDocument presented(Quote approved, OfferLanguage language, PinnedCatalog catalog, Instant at) {
        String terms = config.termsVersion();
        String html = pages.html(OfferOfQuote.of(approved, catalog, at, Optional.of(terms)), language);
        return new OfferDocument(language, OfferPage.TEMPLATE, terms, sha256(html));
    }

    @Override
    public Page page(Quote offered, OfferLanguage language, PinnedCatalog catalog) {
        Optional<QuoteState.Presentation> presentation = offered.state().presentation();
        Instant issuedAt = presentation
                .map(QuoteState.Presentation::presentedAt)
                .or(() -> offered.state().accepted().map(QuoteState.Accepted::acceptedAt))
                .orElseThrow(() -> new IllegalStateException("Nobody was offered " + offered.id()));
        Optional<String> terms =
                presentation.flatMap(QuoteState.Presentation::document).map(OfferDocument::termsVersion);
        String html = pages.html(OfferOfQuote.of(offered, catalog, issuedAt, terms), language);
        return new Page(html, sha256(html), language, issuedAt);
    }

    @Override
    public byte[] bytes(Page page, Format format) {
        return format == Format.HTML ? page.html().getBytes(StandardCharsets.UTF_8) : pdfs.of(page);
    }

    private static String sha256(String html) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(html.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
