package io.cpqoms.quote.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.quote.catalog.Charge;
import io.cpqoms.quote.catalog.ChargeKind;
import io.cpqoms.quote.catalog.ChargePrice;
import io.cpqoms.quote.catalog.LocalizedNames;
import io.cpqoms.values.Money;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The hash of what was told before there were names in other languages stays what it was. */
@Tag("DOM-01")
class ChargesHashTest {

    @Test
    void isThatOfFormerReleasesWhereNobodyNamedOtherLanguages() {
        assertThat(ChargesHash.of(List.of(charge(Optional.empty()))))
                .isEqualTo("8b2e0765f3f0862cef0b7d7a45378faec30dff877361d8b699a8320ad57340ff");
    }

    @Test
    void movesWithANameInAnotherLanguage() {
        String german = ChargesHash.of(List.of(charge(Optional.of(LocalizedNames.of(Map.of("de", "Gebühr"))))));

        assertThat(german).isNotEqualTo(ChargesHash.of(List.of(charge(Optional.empty()))));
        assertThat(german)
                .isNotEqualTo(ChargesHash.of(List.of(charge(Optional.of(LocalizedNames.of(Map.of("de", "Preis")))))));
    }

    private static Charge charge(Optional<LocalizedNames> names) {
        ChargePrice price =
                new ChargePrice(Money.of("10.00", "EUR"), Optional.empty(), Optional.empty(), Optional.empty());
        return new Charge("fee", Optional.of("Fee"), ChargeKind.ONE_TIME, Optional.empty(), List.of(price), names);
    }
}
