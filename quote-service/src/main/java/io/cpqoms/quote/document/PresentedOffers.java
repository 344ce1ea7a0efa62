package io.cpqoms.quote.document;

import io.cpqoms.command.Problem;
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
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Makes the pages of offers from quotes as they were presented or accepted. */
@ApplicationScoped
class PresentedOffers implements OfferDocuments {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final OfferPage pages;
    private final OfferPdf pdfs;
    private final QuoteConfig config;
    private final Semaphore atOnce;

    PresentedOffers(OfferPage pages, OfferPdf pdfs, QuoteConfig config) {
        this.pages = pages;
        this.pdfs = pdfs;
        this.config = config;
        this.atOnce = new Semaphore(config.pdfsAtOnce());
    }

    @Override
    public OfferDocument presented(Quote approved, OfferLanguage language, PinnedCatalog catalog, Instant at) {
        String terms = config.termsVersion();
        String html = pages.html(
                OfferOfQuote.of(approved, new OfferOfQuote.Source(catalog, language), at, Optional.of(terms)),
                language,
                OfferPage.LATEST);
        return new OfferDocument(language, OfferPage.LATEST, terms, sha256(html));
    }

    @Override
    public Page page(Quote offered, OfferLanguage language, PinnedCatalog catalog) {
        Optional<QuoteState.Presentation> presentation = offered.state().presentation();
        Instant issuedAt = presentation
                .map(QuoteState.Presentation::presentedAt)
                .or(() -> offered.state().accepted().map(QuoteState.Accepted::acceptedAt))
                .orElseThrow(() -> new IllegalStateException("Nobody was offered " + offered.id()));
        Optional<OfferDocument> document = presentation.flatMap(QuoteState.Presentation::document);
        String html = pages.html(
                OfferOfQuote.of(
                        offered,
                        new OfferOfQuote.Source(catalog, language),
                        issuedAt,
                        document.map(OfferDocument::termsVersion)),
                language,
                document.map(OfferDocument::template).orElse(OfferPage.LATEST));
        Page page = new Page(html, sha256(html), language, issuedAt);
        document.filter(shown -> shown.language() == language && !shown.sha256().equals(page.sha256()))
                .ifPresent(shown -> {
                    throw new IllegalStateException("The page of quote " + offered.id() + ", revision "
                            + offered.revision() + ", is no longer the one that was presented: " + page.sha256()
                            + " and not " + shown.sha256());
                });
        return page;
    }

    @Override
    public byte[] bytes(Page page, Format format) {
        return format == Format.HTML ? page.html().getBytes(StandardCharsets.UTF_8) : pdf(page);
    }

    /** A long one takes a core for a second: whoever asks for many waits for the others. */
    private byte[] pdf(Page page) {
        try {
            if (!atOnce.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.of(503, "busy", "Busy", "Other documents are being made; ask again.")
                        .with(Problem.RETRY_AFTER, PATIENCE.toSeconds())
                        .asException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted before the document was made", e);
        }
        try {
            return pdfs.of(page);
        } finally {
            atOnce.release();
        }
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
