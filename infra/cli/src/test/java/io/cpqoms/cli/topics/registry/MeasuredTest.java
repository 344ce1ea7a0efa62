package io.cpqoms.cli.topics.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was measured goes into the registry as it is printed, and planned loads follow from it. */
@Tag("TOP-11")
class MeasuredTest {
    private static final Measured MEASURED =
            new Measured("2026-11-21, a test on two cores", 2_418, 12.09, 1_180, 4_211, 95);

    @Test
    void isReadBackAsItWasPrinted() throws JsonProcessingException {
        TopicRegistry registry = TopicRegistry.of("""
            topics:
              - name: cpq.asset.events.v1
                sizing:
                  peakPerSecond: 300
                  %s
            """.formatted(MEASURED.yaml()));

        assertThat(registry.all().getFirst().measured()).contains(MEASURED);
    }

    @Test
    void isAbsentWhereNobodyMeasured() throws JsonProcessingException {
        TopicRegistry registry =
                TopicRegistry.of("topics: [{ name: cpq.asset.events.v1, sizing: { peakPerSecond: 3 } }]");

        assertThat(registry.all().getFirst().measured()).isEmpty();
    }

    @Test
    void turnsPlannedQuotesIntoRecords() {
        PlannedLoad planned = new PlannedLoad(20, 86_400);

        assertThat(planned.peak(MEASURED)).isEqualTo(20 * 12.09);
        assertThat(planned.average(MEASURED)).isEqualTo(12.09);
    }
}
