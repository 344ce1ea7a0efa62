package io.cpqoms.workflow.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessKeyTest {

    private static final UUID ID = UUID.fromString("0198c0de-0000-7000-8000-000000000002");

    @Test
    void readsWhatItWrote() {
        var quote = new BusinessKey.OfQuote("north-wind", ID, 12);
        var order = new BusinessKey.OfOrder("north-wind", ID);

        assertThat(quote.text()).isEqualTo("north-wind:quote:" + ID + ":r12");
        assertThat(quote.submitted(3).text()).isEqualTo("north-wind:quote:" + ID + ":r12:s3");
        assertThat(BusinessKey.parse(quote.text())).isEqualTo(quote);
        assertThat(BusinessKey.parse(quote.submitted(3).text())).isEqualTo(quote.submitted(3));
        assertThat(BusinessKey.parse(order.text())).isEqualTo(order);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "acme:quote:1:r1",
                "acme:invoice:0198c0de-0000-7000-8000-000000000002",
                "acme:quote:0198c0de-0000-7000-8000-000000000002:s1"
            })
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> BusinessKey.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tenant:quote:id:rN");
    }
}
