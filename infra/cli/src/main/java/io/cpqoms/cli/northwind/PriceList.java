package io.cpqoms.cli.northwind;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the traders asked for their products at a time. The sample has one list, but its orders show two: until some day in 1997 most
 * lines cost a fifth less than the list says.
 *
 * @param prices by product
 */
record PriceList(String name, Map<String, BigDecimal> prices) {

    PriceList {
        prices = Map.copyOf(prices);
    }

    /** The list as the file has it. */
    static PriceList present(List<NorthwindProduct> products) {
        return new PriceList(
                "Northwind",
                products.stream().collect(Collectors.toMap(NorthwindProduct::productId, NorthwindProduct::listPrice)));
    }

    /** The list that these orders were made from: for each product the price that was paid most often, the present one for the rest. */
    static PriceList former(List<NorthwindOrder> orders, PriceList present) {
        Map<String, Map<BigDecimal, Long>> paid = orders.stream()
                .flatMap(order -> order.lines().stream())
                .collect(Collectors.groupingBy(
                        NorthwindLine::productId,
                        Collectors.groupingBy(NorthwindLine::unitPrice, Collectors.counting())));
        Map<String, BigDecimal> prices = new HashMap<>(present.prices());
        paid.forEach((product, times) -> prices.put(
                product,
                times.entrySet().stream()
                        .max(Map.Entry.<BigDecimal, Long>comparingByValue()
                                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                        .orElseThrow()
                        .getKey()));
        return new PriceList("Northwind, former prices", prices);
    }

    BigDecimal of(String productId) {
        return prices.getOrDefault(productId, BigDecimal.ZERO);
    }

    /** Whether every line of an order costs what this list says. */
    boolean prices(NorthwindOrder order) {
        return order.lines().stream().allMatch(line -> line.unitPrice().compareTo(of(line.productId())) == 0);
    }
}
