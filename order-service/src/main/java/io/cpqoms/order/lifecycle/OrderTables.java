package io.cpqoms.order.lifecycle;

import io.cpqoms.command.retention.TableOwner;
import io.cpqoms.command.retention.TableRule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What becomes of the rows of this service's own tables. */
@Singleton
class OrderTables implements TableOwner {

    /** Longer than their topic keeps the parts and the fact that would make them whole. */
    private static final Duration UNFINISHED_CATALOGS = Duration.ofDays(100);

    private final AcceptancesConfig config;

    OrderTables(AcceptancesConfig config) {
        this.config = config;
    }

    @Override
    public List<TableRule> tables() {
        return List.of(
                TableRule.kept("orders", "the truth about every order; one row each"),
                TableRule.kept("fallout", "the worklist's rows of an order; they stay as long as it does"),
                // The order holds what it was made from. An acceptance without an order is still to become one.
                TableRule.purged(
                        "accepted_quote",
                        config.retention(),
                        "recorded_at",
                        "exists (select from orders o where o.tenant_id = accepted_quote.tenant_id"
                                + " and o.quote_id = accepted_quote.quote_id"
                                + " and o.quote_revision = accepted_quote.revision)"),
                // Orders are decomposed by the version their quote pinned, however old. What was never whole is
                // nobody's.
                TableRule.purged("catalog_snapshot", UNFINISHED_CATALOGS, "recorded_at", "whole_at is null"),
                TableRule.removed("catalog_rule", "goes with its catalog version"));
    }
}
