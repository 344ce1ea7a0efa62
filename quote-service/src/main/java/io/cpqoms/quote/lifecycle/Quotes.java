package io.cpqoms.quote.lifecycle;

import io.cpqoms.quote.pricing.PricedQuote;
import io.cpqoms.values.QuoteId;
import io.cpqoms.values.TenantId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The quotes of all tenants, one row each; every question but the expiry sweep's names the tenant. */
@ApplicationScoped
public class Quotes implements PanacheRepositoryBase<QuoteRow, UUID> {

    private static final String BY_ID = "quoteId = ?1 and tenantId = ?2";

    /** What a list may be narrowed by; empty parts narrow nothing. */
    public record Filter(Optional<String> state, Optional<String> customerId, Optional<UUID> after) {}

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

    /** One page, newest first; stable while quotes are added, because ids grow with time. */
    public List<QuoteSummary> page(TenantId tenant, Filter filter, int limit) {
        StringBuilder where = new StringBuilder("tenantId = :tenant");
        Parameters values = Parameters.with("tenant", tenant.value());
        filter.state().ifPresent(state -> {
            where.append(" and state = :state");
            values.and("state", state);
        });
        filter.customerId().ifPresent(customer -> {
            where.append(" and customerId = :customer");
            values.and("customer", customer);
        });
        filter.after().ifPresent(after -> {
            where.append(" and quoteId < :after");
            values.and("after", after);
        });
        return find(where.append(" order by quoteId desc").toString(), values)
                .project(QuoteSummary.class)
                .page(Page.ofSize(limit))
                .list();
    }

    /** The quotes that may expire at an instant, the longest overdue first. */
    List<Due> due(Instant now, int limit) {
        return find(
                        "state in ('draft', 'priced', 'pendingApproval', 'approved') and validUntil < ?1 order by validUntil",
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
