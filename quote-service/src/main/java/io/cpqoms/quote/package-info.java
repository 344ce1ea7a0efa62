/**
 * The quote service: catalog versions and the quotes that are priced from them.
 *
 * <pre>
 * value        money, percentage, quantity                       used by all
 * configuration pure: what products are put together from         uses value
 * catalog      versions: draft, published, retired               uses configuration
 * pricing      pure: lines + catalog → waterfall, totals, hash   uses catalog
 * approval     pure: who must decide, by a decision table         uses pricing
 * lifecycle    the quote; QuoteCommandHandler is the only writer  uses approval, pricing, catalog
 * integration  facts → contracts → outbox                        implements the ports of lifecycle and catalog
 * web, *.web   REST: read, wrap in Commands.once, answer         nothing depends on it
 * </pre>
 *
 * <p>Write path: resource → {@code Commands.once} → handler: lock the row → decide → evolve → save + outbox, all in one transaction.
 */
@NullMarked
package io.cpqoms.quote;

import org.jspecify.annotations.NullMarked;
