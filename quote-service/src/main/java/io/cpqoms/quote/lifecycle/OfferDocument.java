package io.cpqoms.quote.lifecycle;

/**
 * What a customer was shown: enough to make the same page again, and to see that it is the same.
 *
 * @param template the number of the template; one that is changed gets the next
 * @param termsVersion the version of the terms and conditions that the page names
 * @param sha256 of the HTML page, in hexadecimal; the PDF is made of that page
 */
public record OfferDocument(OfferLanguage language, int template, String termsVersion, String sha256) {}
