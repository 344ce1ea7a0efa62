package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.catalog.PinnedCatalog;
import java.time.Instant;

/** Where the pages that customers read are made; the implementation lives with the templates. */
public interface OfferDocuments {

    /** The media types in which an offer can be had. */
    enum Format {
        HTML,
        PDF
    }

    /**
     * What a customer sees who is presented this offer now. Pure: it reads no clock and no table.
     *
     * @param catalog with the products of the quote's lines
     */
    OfferDocument presented(Quote approved, OfferLanguage language, PinnedCatalog catalog, Instant at);

    /**
     * The page of an offer that was presented or accepted, with its hash; made of what was stored, so that it is the same each time.
     *
     * @throws IllegalStateException when it was neither presented nor accepted
     */
    Page page(Quote offered, OfferLanguage language, PinnedCatalog catalog);

    /** The bytes of a page in a format. */
    byte[] bytes(Page page, Format format);

    /**
     * A page.
     *
     * @param sha256 of the HTML, in hexadecimal
     */
    record Page(String html, String sha256, OfferLanguage language, Instant issuedAt) {}
}
