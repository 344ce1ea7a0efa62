package io.cpqoms.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an id is taken for. */
@Tag("OPS-04")
class LookupTest {

    private static final String ID = "0198c0de-0000-7000-8000-00000000000a";

    /** Otherwise the owner, whose ids are no text, knows it, and everybody who goes by its key does not. */
    @Test
    void asksForAnIdInTheWayInWhichItIsKept() {
        Answers answers = new Answers().says("order-service", "/orders/", "{}");

        assertThat(new Lookup(answers.sources()).find(ID.toUpperCase(Locale.ROOT)))
                .containsExactly(new Subject(Subject.ORDER, ID));
        assertThat(answers.asked()).containsExactly("quote-service/quotes/" + ID, "order-service/orders/" + ID);
    }
}
