package io.cpqoms.search.query;

import io.cpqoms.command.MoneyView;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line in a found quote or order; its prices are there once it is priced. */
record FoundLine(
        UUID lineId,
        String productId,
        @Nullable String productName,
        int quantity,
        @Nullable String discountPercent,
        @Nullable MoneyView agreedUnitPrice,
        @Nullable MoneyView unitPrice,
        @Nullable MoneyView exactNet) {}
