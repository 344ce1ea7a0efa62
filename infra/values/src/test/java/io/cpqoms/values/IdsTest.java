package io.cpqoms.values;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdsTest {

    @Test
    void idsSortByCreationAndSayThatTheyAreVersionSeven() {
        Ids ids = new Ids();
        String previous = "";
        for (int i = 0; i < 10_000; i++) {
            var id = ids.next();
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(id.toString()).isGreaterThan(previous);
            previous = id.toString();
        }
    }
}
