package io.cpqoms.order.lifecycle;

import io.cpqoms.command.decision.Permission;
import io.cpqoms.command.stored.NewerFormException;
import io.cpqoms.order.decomposition.CatalogRules;
import io.cpqoms.order.decomposition.CatalogSnapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What may be asked of an order as it stands now, and why not the rest; from the rows that will decide. */
@ApplicationScoped
public class OrderPermissions {

    private final CatalogSnapshots catalogs;
    private final Clock clock;

    OrderPermissions(CatalogSnapshots catalogs, Clock clock) {
        this.catalogs = catalogs;
        this.clock = clock;
    }

    /** Every command by its name in {@link OrderNames#COMMANDS}. */
    public List<Permission<OrderProblem>> of(Order order) {
        return OrderTransitions.TABLE.permissions(order, new OrderSituation(() -> readable(order), clock.instant()));
    }

    /** A catalog in a form that only a newer instance can read is not here for this one; the order itself can still be shown. */
    private Optional<CatalogRules> readable(Order order) {
        try {
            return catalogs.get(
                    order.tenant(),
                    order.quote().catalogVersionId(),
                    order.quote().products());
        } catch (NewerFormException newer) {
            return Optional.empty();
        }
    }
}
