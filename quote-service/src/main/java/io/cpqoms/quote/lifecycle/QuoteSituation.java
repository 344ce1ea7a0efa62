package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.approval.ApprovalPolicy;
import io.cpqoms.quote.catalog.PinnedCatalog;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * What a decision about a quote may look at beside the quote.
 *
 * @param catalog the version that the quote pins, read when a decision needs it; its content never changes
 * @param documents where the page is made that a customer is presented
 * @param policy who must decide on what is submitted
 * @param at now
 */
public record QuoteSituation(
        Supplier<PinnedCatalog> catalog, OfferDocuments documents, ApprovalPolicy policy, Instant at) {}
