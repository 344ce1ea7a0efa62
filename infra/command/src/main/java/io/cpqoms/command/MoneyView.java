package io.cpqoms.command;

import io.cpqoms.values.Money;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Money as JSON: the amount is text, never a binary float. */
@Schema(name = "Money")
public record MoneyView(
        @Schema(examples = "151.2000") String amount,
        @Schema(examples = "EUR") String currency) {

    public static MoneyView of(Money money) {
        return new MoneyView(money.text(), money.currency());
    }
}
