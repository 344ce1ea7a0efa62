package io.cpqoms.cli.northwind;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Northwind data and the figures that follow from it alone: what the platform's own figures must equal.
 *
 * @param former the price list of the orders up to and with the last one that the present list does not explain
 * @param ofFormer the ids of those orders
 */
record Northwind(
        List<NorthwindProduct> products,
        List<String> customers,
        List<NorthwindOrder> orders,
        PriceList former,
        PriceList present,
        Set<String> ofFormer) {

    static Northwind read(Path directory) {
        return read(new SampleFiles.Directory(directory));
    }

    static Northwind read(SampleFiles files) {
        return new NorthwindFiles(files).read();
    }

    static Northwind of(List<NorthwindProduct> products, List<String> customers, List<NorthwindOrder> orders) {
        PriceList present = PriceList.present(products);
        int end = orders.size();
        while (end > 0 && present.prices(orders.get(end - 1))) {
            end--;
        }
        List<NorthwindOrder> early = orders.subList(0, end);
        return new Northwind(
                products,
                customers,
                orders,
                PriceList.former(early, present),
                present,
                early.stream().map(NorthwindOrder::orderId).collect(Collectors.toUnmodifiableSet()));
    }

    /** The first so many orders; all of them when the limit is 0. */
    Northwind limited(int limit) {
        if (limit <= 0 || limit >= orders.size()) {
            return this;
        }
        return new Northwind(products, customers, List.copyOf(orders.subList(0, limit)), former, present, ofFormer);
    }

    /** The price list that an order was made from. */
    PriceList listOf(NorthwindOrder order) {
        return ofFormer.contains(order.orderId()) ? former : present;
    }

    Set<String> discontinued() {
        return products.stream()
                .filter(NorthwindProduct::discontinued)
                .map(NorthwindProduct::productId)
                .collect(Collectors.toUnmodifiableSet());
    }

    BigDecimal exactNet() {
        return orders.stream().map(NorthwindOrder::exactNet).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    int lineCount() {
        return orders.stream().mapToInt(order -> order.lines().size()).sum();
    }

    boolean needsApproval(NorthwindOrder order) {
        return order.needsApproval(listOf(order));
    }

    int needingApproval() {
        return (int) orders.stream().filter(this::needsApproval).count();
    }
}
