package io.cpqoms.order.lifecycle;

import io.cpqoms.command.stored.DocumentCodec;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.order.fallout.Repair;
import java.util.Map;
import java.util.Optional;

/** The stored documents of orders and of the acceptances they come from; what lies in columns of their rows is not in them. */
final class OrderDocuments {

    static final DocumentCodec<Order> ORDERS = DocumentCodec.of(Order.class)
            .naming(OrderNames.STATES)
            .naming(OrderNames.TASK_STATES)
            .naming(OrderNames.FALLOUT_STANDINGS)
            .naming(OrderNames.SCOPES)
            .naming(FalloutType.class, FalloutType::contractName)
            .naming(Repair.class, Repair::contractName)
            .inColumns("id", "tenant", "version", "createdAt", "createdBy", "changedAt")
            .naming(LineRole.class, LineRole::contractName)
            .liftedBy(FirstForm::order)
            .liftedBy(SecondForm::order)
            .build();

    static final DocumentCodec<AcceptedQuote> QUOTES = DocumentCodec.of(AcceptedQuote.class)
            .inColumns("quoteId", "revision")
            .naming(LineRole.class, LineRole::contractName)
            .liftedBy(FirstForm::quote)
            .liftedBy(SecondForm::quote)
            .build();

    private OrderDocuments() {}

    static Order read(OrderRow row) {
        return ORDERS.read(
                row.document,
                Map.of(
                        "id", row.id,
                        "tenant", row.tenantId,
                        "version", row.version,
                        "createdAt", row.createdAt,
                        "createdBy", Optional.ofNullable(row.createdBy),
                        "changedAt", row.changedAt));
    }
}
