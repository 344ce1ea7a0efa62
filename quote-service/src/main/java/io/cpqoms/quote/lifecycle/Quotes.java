package io.cpqoms.quote.lifecycle;

import io.cpqoms.command.ListPlace;
import io.cpqoms.command.ListSort;
import io.cpqoms.command.ListSorts;
import io.cpqoms.command.Narrowing;
import io.cpqoms.command.Range;
import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The quotes of all tenants, one row each; every question but the expiry sweep's names the tenant. */
@ApplicationScoped
public class Quotes implements PanacheRepositoryBase<QuoteRow, UUID> {

    private static final String BY_ID = "quoteId = ?1 and tenantId = ?2";

    /** The orders that quotes can be listed in; each has an index. */
    public static final ListSorts<QuoteSummary> SORTS = new ListSorts<>(
            "quoteId",
            List.of(
                    new ListSorts.Key<>("createdAt", "createdAt", QuoteSummary::createdAt),
                    new ListSorts.Key<>("changedAt", "changedAt", QuoteSummary::changedAt),
                    new ListSorts.Key<>("validUntil", "validUntil", QuoteSummary::validUntil)));

    /** What a list may be narrowed by; empty parts narrow nothing. */
    public record Filter(
            List<String> states,
            Who who,
            Range<Instant> created,
            Range<Instant> changed,
            Range<Instant> valid,
            Optional<Total> total) {

        /** Whose it is, and by which names it is known. */
        public record Who(
                Optional<String> customerId, Optional<String> externalReference, Optional<String> createdBy) {}

        /** Totals can be compared within one currency only. */
        public record Total(String currency, Range<BigDecimal> amount) {}
    }

    /** Names a quote whose validity is over. */
    record Due(String tenantId, UUID quoteId) {}

    /** The quote as it is now. */
    public Optional<Quote> get(TenantId tenant, QuoteId id) {
        return find(BY_ID, id.value(), tenant.value()).firstResultOptional().map(QuoteDocuments::read);
    }

    /** The quote, locked until the transaction ends; whoever writes it or tells of it holds this lock. */
    Optional<Quote> lock(TenantId tenant, QuoteId id) {
        return find(BY_ID, id.value(), tenant.value())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .map(QuoteDocuments::read);
    }

    /** One page; the same row is never on two pages unless it moved, because the next begins behind the last item's place. */
    public List<QuoteSummary> page(
            TenantId tenant, Filter filter, ListSort<QuoteSummary> sort, Optional<ListPlace> after, int limit) {
        Narrowing narrowing = Narrowing.to(tenant)
                .anyOf("state", filter.states())
                .equal("customerId", filter.who().customerId())
                .equal("externalReference", filter.who().externalReference())
                .equal("createdBy", filter.who().createdBy())
                .in("createdAt", filter.created())
                .in("changedAt", filter.changed())
                .in("validUntil", filter.valid());
        filter.total()
                .ifPresent(total -> narrowing
                        .equal("currency", Optional.of(total.currency()))
                        .in("roundedTotal", total.amount()));
        Narrowing.Question question = narrowing.sorted(sort, after);
        return find(question.query(), question.values())
                .project(QuoteSummary.class)
                .page(Page.ofSize(limit))
                .list();
    }

    /** The quotes that may expire at an instant, the longest overdue first. */
    List<Due> due(Instant now, int limit) {
        return find(
                        "state in ('draft', 'priced', 'pendingApproval', 'approved', 'presented') and validUntil < ?1 order by validUntil",
                        now)
                .project(Due.class)
                .page(Page.ofSize(limit))
                .list();
    }

    void add(Quote quote) {
        QuoteRow row = new QuoteRow();
        row.quoteId = quote.id().value();
        row.tenantId = quote.tenant().value();
        row.customerId = quote.customerId().value();
        row.currency = quote.currency();
        row.catalogVersionId = quote.catalogVersionId().value();
        row.externalReference = quote.externalReference();
        row.createdAt = quote.history().createdAt();
        row.createdBy = quote.history().createdBy();
        copy(quote, row);
        persist(row);
    }

    void save(Quote quote) {
        copy(quote, findById(quote.id().value()));
    }

    private static void copy(Quote quote, QuoteRow row) {
        Optional<PricedQuote> price = quote.state().pricing();
        row.version = quote.version();
        row.revision = quote.revision();
        row.state = quote.state().label();
        row.validUntil = quote.validUntil();
        row.exactTotal = price.map(priced -> priced.exact().amount()).orElse(null);
        row.roundedTotal = price.map(priced -> priced.rounded().amount()).orElse(null);
        row.document = QuoteDocuments.write(quote);
        row.changedAt = quote.history().changedAt();
    }
}
