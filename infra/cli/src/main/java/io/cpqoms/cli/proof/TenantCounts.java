package io.cpqoms.cli.proof;

import io.cpqoms.cli.client.Api;
import io.cpqoms.cli.topics.registry.TopicRegistry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What the stores hold of one tenant; every figure comes from the store of the service that owns it. */
public final class TenantCounts {
    private static final List<Store> PRODUCERS =
            List.of(Store.QUOTE, Store.ORDER, Store.WORKFLOW, Store.NOTIFICATION, Store.AUDIT);

    private final Stores stores;
    private final Api openSearch;
    private final String tenant;
    private final String auditedTopics;

    public TenantCounts(Stores stores, Api openSearch, String tenant) {
        this.stores = stores;
        this.openSearch = openSearch;
        this.tenant = tenant;
        this.auditedTopics = "{" + String.join(",", auditedTopics()) + "}";
    }

    private static List<String> auditedTopics() {
        return TopicRegistry.bundled().topics(1).stream()
                .filter(topic -> topic.consumers().contains("audit-service"))
                .map(topic -> topic.name())
                .toList();
    }

    public long quotes() {
        return stores.count(Store.QUOTE, "select count(*) from quote where tenant_id = ?", tenant);
    }

    /** Quotes the customer said yes to: accepted, or ordered already. */
    public long acceptedQuotes() {
        return quotesIn("accepted") + orderedQuotes();
    }

    public long orderedQuotes() {
        return quotesIn("ordered");
    }

    public long quotesIn(String state) {
        return stores.count(Store.QUOTE, "select count(*) from quote where tenant_id = ? and state = ?", tenant, state);
    }

    /** The sum over every line of every accepted quote, unrounded, as quote-service keeps it. */
    public BigDecimal exactNetOfLines() {
        return stores.one(Store.QUOTE, """
            select coalesce(sum((charge -> 'waterfall' -> -1 -> 'amount' ->> 'amount')::numeric), 0)
            from quote, jsonb_array_elements(coalesce(
                document #> '{state,acceptance,offer,price,lines}', document #> '{state,offer,price,lines}')) line,
                jsonb_array_elements(line -> 'charges') charge
            where tenant_id = ? and state in ('accepted', 'ordered') and charge ->> 'kind' = 'oneTime'
            """, row -> row.getBigDecimal(1), tenant);
    }

    /** The same sum as order-service took it over: the orders' unrounded totals. */
    public BigDecimal exactTotalOfOrders() {
        return stores.one(
                Store.ORDER,
                "select coalesce(sum(exact_total), 0) from orders where tenant_id = ?",
                row -> row.getBigDecimal(1),
                tenant);
    }

    public long orders() {
        return stores.count(Store.ORDER, "select count(*) from orders where tenant_id = ?", tenant);
    }

    public long completedOrders() {
        return stores.count(
                Store.ORDER, "select count(*) from orders where tenant_id = ? and state = 'completed'", tenant);
    }

    /** Processes of a kind, running or ended, by the tenant in their business key. */
    public long processes(String processKey) {
        return stores.count(
                Store.WORKFLOW,
                "select count(*) from act_hi_procinst where proc_def_key_ = ? and starts_with(business_key_, ?)",
                processKey,
                tenant + ":");
    }

    public long endedFulfilments() {
        return stores.count(Store.WORKFLOW, """
            select count(*) from act_hi_procinst
            where proc_def_key_ = 'order-fulfilment' and end_time_ is not null and starts_with(business_key_, ?)
            """, tenant + ":");
    }

    public long runningProcesses() {
        return stores.count(
                Store.WORKFLOW,
                "select count(*) from act_hi_procinst where end_time_ is null and starts_with(business_key_, ?)",
                tenant + ":");
    }

    public long searchDocuments(String alias) {
        return count(alias, "tenantId:\"" + tenant + "\"");
    }

    private long count(String alias, String query) {
        return openSearch
                .get("/" + alias + "/_count?q=" + Api.encode(query))
                .expectSuccess()
                .path("count")
                .asLong();
    }

    /** Orders that a search already shows as completed. */
    public long completedInSearch() {
        return count("cpq-orders", "tenantId:\"" + tenant + "\" AND state:completed");
    }

    public long auditFacts() {
        return stores.count(Store.AUDIT, "select count(*) from audit_fact where tenant_id = ?", tenant);
    }

    /** Events of all services on the topics that audit-service consumes. */
    public long auditedOutboxRows() {
        return PRODUCERS.stream()
                .mapToLong(store -> stores.count(
                        store,
                        "select count(*) from outbox_message where tenant_id = ? and topic = any(?::text[])",
                        tenant,
                        auditedTopics))
                .sum();
    }

    public long sentNotifications() {
        return stores.count(
                Store.NOTIFICATION,
                "select count(*) from notification_intent where tenant_id = ? and state = 'SENT'",
                tenant);
    }

    /** The Message-ID of each intent's mail, as notification-service recorded it when the mail server took it. */
    public List<String> sentMessageIds() {
        return stores.all(
                Store.NOTIFICATION,
                "select provider_message_id from notification_intent where tenant_id = ? and state = 'SENT'",
                row -> row.getString(1),
                tenant);
    }

    public long intents() {
        return stores.count(Store.NOTIFICATION, "select count(*) from notification_intent where tenant_id = ?", tenant);
    }

    /** Aggregates whose versions are not 1, 2, 3 … in the outbox of the service that owns them. */
    public List<String> aggregatesWithGaps() {
        List<String> gaps = new ArrayList<>();
        for (Store store : PRODUCERS) {
            gaps.addAll(stores.all(store, """
                select aggregate_type || ' ' || aggregate_id from outbox_message where tenant_id = ?
                group by aggregate_type, aggregate_id
                having min(aggregate_version) <> 1 or max(aggregate_version) <> count(*)
                    or count(distinct aggregate_version) <> count(*)
                """, row -> row.getString(1), tenant));
        }
        return gaps;
    }

    /** Dead letters of the tenant; a run without bad data has none. */
    public long deadLetters() {
        return PRODUCERS.stream()
                .mapToLong(store -> stores.count(
                        store, "select count(*) from inbox_message where tenant_id = ? and status = 'DEAD'", tenant))
                .sum();
    }
}
