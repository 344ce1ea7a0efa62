package io.cpqoms.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("M4")
class ConsumerDeclarationTest {

    /** A record that is dead beside a gap would come again and count as applied. */
    @Test
    void waitsForNoVersionWhereTheLatestIsEnough() {
        ConsumerDeclaration.Builder declaration = ConsumerDeclaration.named("index")
                .from("cpq.quote.events.v1")
                .acceptsEverything()
                .order(OrderPolicy.LATEST_WINS)
                .waitsForMissingVersions(Duration.ofSeconds(1));

        assertThatThrownBy(declaration::build).hasMessageContaining("can't wait for missing versions");
    }
}
