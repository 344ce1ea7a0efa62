package io.cpqoms.cli.northwind;

import java.math.BigDecimal;

/**
 * One line of an order as the file has it; amounts stay decimals, never doubles.
 *
 * @param discount a share of one, such as 0.15
 */
record NorthwindLine(String productId, BigDecimal unitPrice, int quantity, BigDecimal discount) {
    private static final BigDecimal MANAGER_DECIDES_FROM = new BigDecimal("0.2");

    /** "15" for the share 0.15: the decimal text of the platform's percents. */
    String discountPercent() {
        return discount.movePointRight(2).stripTrailingZeros().toPlainString();
    }

    /** unit price × quantity × (1 − discount), unrounded. */
    BigDecimal exactNet() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity)).multiply(BigDecimal.ONE.subtract(discount));
    }

    /** Whether the net is so far below the list price, for whatever reason, that a manager decides. */
    boolean needsApproval(BigDecimal listPrice) {
        BigDecimal net = unitPrice.multiply(BigDecimal.ONE.subtract(discount));
        return listPrice.subtract(net).compareTo(listPrice.multiply(MANAGER_DECIDES_FROM)) >= 0;
    }
}
