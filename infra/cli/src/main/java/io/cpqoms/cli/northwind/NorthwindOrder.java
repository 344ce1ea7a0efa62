package io.cpqoms.cli.northwind;

import java.math.BigDecimal;
import java.util.List;

/** One historical order: it becomes one quote. */
record NorthwindOrder(String orderId, String customerId, List<NorthwindLine> lines) {

    boolean needsApproval(PriceList list) {
        return lines.stream().anyMatch(line -> line.needsApproval(list.of(line.productId())));
    }

    BigDecimal exactNet() {
        return lines.stream().map(NorthwindLine::exactNet).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
