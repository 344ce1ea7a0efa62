package io.cpqoms.order.decomposition;

import io.cpqoms.order.LineId;
import io.cpqoms.order.ProductId;

/** What decomposition needs to know of an order line. */
public record PlanLine(LineId lineId, ProductId productId) {}
