package io.cpqoms.cli.northwind;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/** The Northwind data and the figures that follow from it alone: what the platform's own figures must equal. */
record Northwind(List<NorthwindProduct> products, List<String> customers, List<NorthwindOrder> orders) {

    static Northwind read(Path directory) {
        return new NorthwindFiles(directory).read();
    }

    /** The first so many orders; all of them when the limit is 0. */
    Northwind limited(int limit) {
        if (limit <= 0 || limit >= orders.size()) {
            return this;
        }
        return new Northwind(products, customers, List.copyOf(orders.subList(0, limit)));
    }

    BigDecimal exactNet() {
        return orders.stream().map(NorthwindOrder::exactNet).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    int lineCount() {
        return orders.stream().mapToInt(order -> order.lines().size()).sum();
    }

    int needingApproval() {
        return (int) orders.stream().filter(NorthwindOrder::needsApproval).count();
    }
}
