package io.cpqoms.quote.lifecycle.web;

import io.cpqoms.quote.lifecycle.OfferDocument;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Which document a customer got.
 *
 * @param sha256 of the HTML page, in hexadecimal
 */
@Schema(name = "OfferDocument", description = "Which document the customer got.")
record OfferDocumentView(
        String language,
        int template,
        String termsVersion,

        @Schema(description = "SHA-256 of the HTML page; the PDF is made of that page.")
        String sha256) {

    static OfferDocumentView of(OfferDocument document) {
        return new OfferDocumentView(
                document.language().code(), document.template(), document.termsVersion(), document.sha256());
    }
}
