package io.cpqoms.audit.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("AUD-01")
class CanonicalEnvelopeTest {

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void isTheSameWhateverOrderAndSpacesTheProducerUsed() throws Exception {
        String canonical =
                DomainFacts.canonical(json.readTree("{ \"b\": [1, {\"d\": \"ü\", \"c\": null}],\n \"a\": true }"));

        assertThat(canonical).isEqualTo("{\"a\":true,\"b\":[1,{\"c\":null,\"d\":\"ü\"}]}");
    }
}
