package io.cpqoms.cli.northwind;

import java.math.BigDecimal;

/** One product of the list. */
record NorthwindProduct(
        String productId, String name, String productClass, BigDecimal listPrice, boolean discontinued) {}
