package io.cpqoms.order.lifecycle.web;

import io.cpqoms.order.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An exact amount; the digits are text, never a binary float. */
@Schema(name = "Money")
public record MoneyView(
        @Schema(examples = "12.3400") String amount,
        @Schema(examples = "EUR") String currency) {

    static MoneyView of(Money money) {
        return new MoneyView(money.text(), money.currency());
    }
}
