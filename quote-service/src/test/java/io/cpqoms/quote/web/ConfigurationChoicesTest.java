package io.cpqoms.quote.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.quote.configuration.Configuration;
import io.cpqoms.quote.web.ConfigurationChoices.OptionChoice;
import io.cpqoms.quote.web.ConfigurationChoices.ValueChoice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Flat choices become a tree. */
@Tag("DOM-02")
class ConfigurationChoicesTest {

    @Test
    void whatLiesWithinAnOptionIsFoundThere() {
        Configuration chosen = new ConfigurationChoices(
                        List.of(value("a", "size")), List.of(option(null, "a"), option("a", "b"), option("a/b", "c")))
                .chosen();

        assertThat(chosen.size()).isEqualTo(4);
        assertThat(chosen.parts().map(part -> part.productId().value())).containsExactly("a", "b", "c");
    }

    /** Seventy of each of five, one within the other: built before they are counted they would be 70^5. */
    @Test
    void whatIsListedTwiceIsRefusedBeforeItIsBuilt() {
        List<OptionChoice> options = new ArrayList<>();
        @Nullable String within = null;
        for (String product : List.of("a", "b", "c", "d", "e")) {
            for (int times = 0; times < 70; times++) {
                options.add(option(within, product));
            }
            within = within == null ? product : within + "/" + product;
        }

        assertThatThrownBy(() -> new ConfigurationChoices(List.of(), options).chosen())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is listed twice");
    }

    @Test
    void anAttributeThatIsListedTwiceIsNamedWithItsPlace() {
        assertThatThrownBy(() -> new ConfigurationChoices(
                                List.of(value("a", "size"), value("a", "size")), List.of(option(null, "a")))
                        .chosen())
                .hasMessage("within a attribute size is listed twice");
    }

    private static OptionChoice option(@Nullable String within, String product) {
        return new OptionChoice(within, "g", product, 1, null, null);
    }

    private static ValueChoice value(@Nullable String within, String id) {
        return new ValueChoice(within, id, "1", null, null);
    }
}
