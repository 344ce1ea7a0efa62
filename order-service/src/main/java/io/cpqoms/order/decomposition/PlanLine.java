package io.cpqoms.order.decomposition;

import io.cpqoms.values.LineId;
import io.cpqoms.values.ProductId;

/** What decomposition needs to know of an order line. */
public record PlanLine(LineId lineId, ProductId productId) {}
