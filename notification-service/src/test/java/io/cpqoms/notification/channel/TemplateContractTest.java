package io.cpqoms.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.notification.rule.NotificationRules;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds what templates take values for against the schemas of the facts that the values come from. */
class TemplateContractTest {

    @ParameterizedTest
    @Tag("N2")
    @CsvSource({
        "cpq.quote.QuoteAccepted.v1, quote-accepted",
        "cpq.quote.QuoteReturned.v1, quote-returned",
        "cpq.quote.QuoteDeclined.v1, quote-declined",
        "cpq.order.OrderCompleted.v1, order-completed",
        "cpq.workflow.ApprovalRequested.v1, approval-requested",
        "cpq.order.OrderFalloutRaised.v1, fallout-raised"
    })
    void takesEveryValueForWhatItsContractSays(String schemaId, String template) throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(getClass().getResourceAsStream("/cpq-topics/schemas/" + schemaId + ".json"));
        Map<String, Meaning> byContract = new HashMap<>();

        NotificationRules.pointers(template).forEach((name, pointer) -> {
            JsonNode field = schema.at(pointer.replace("/", "/properties/"));
            assertThat(field.isMissingNode()).as(pointer + " in " + schemaId).isFalse();
            switch (field.path("$ref").asText()) {
                case "urn:cpq:schema:cpq.common.v1#/$defs/money" -> byContract.put(name, Meaning.MONEY);
                case "urn:cpq:schema:cpq.common.v1#/$defs/instant" -> byContract.put(name, Meaning.TIME);
                case "" -> {
                    if (field.at("/items/properties/period").isObject()) {
                        byContract.put(name, Meaning.PERIODS);
                    }
                    assertThat(field.path("format").asText()).isEmpty();
                }
                default -> assertThat(field.path("format").asText()).isEmpty();
            }
        });

        assertThat(TemplateCatalog.meanings(template)).isEqualTo(byContract);
    }
}
