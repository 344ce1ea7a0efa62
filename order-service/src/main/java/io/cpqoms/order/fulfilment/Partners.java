package io.cpqoms.order.fulfilment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.order.PartnerName;
import io.cpqoms.order.fallout.FalloutType;
import io.cpqoms.values.StorableText;
import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks partners to do work, and tells a refusal from not having been heard. */
@ApplicationScoped
class Partners {

    private static final Logger LOG = LoggerFactory.getLogger(Partners.class);
    private static final int MAXIMUM_REFERENCE = 100;

    private final PartnerApi api;
    private final ObjectMapper json;

    Partners(PartnersConfig config, ObjectMapper json) {
        this.json = json;
        this.api = QuarkusRestClientBuilder.newBuilder()
                .baseUri(config.url())
                .connectTimeout(config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .readTimeout(config.readTimeout().toMillis(), TimeUnit.MILLISECONDS)
                .property("io.quarkus.rest.client.connection-pool-size", config.connections())
                .property("io.quarkus.rest.client.connection-ttl", (int)
                        config.idleTimeout().toSeconds())
                // Answers of 400 and above are answers here; they are told apart below.
                .property("microprofile.rest.client.disable.default.mapper", true)
                .build(PartnerApi.class);
    }

    PartnerAnswer ask(PartnerName partner, WorkRequest request) {
        try (Response response = api.work(partner.value(), asJson(request))) {
            return read(partner, response.getStatus(), body(response));
        } catch (ProcessingException e) {
            LOG.atWarn()
                    .addKeyValue("partner", partner)
                    .addKeyValue("key", request.key())
                    .addKeyValue("failure", e.getMessage())
                    .log("partner not reached");
            return new PartnerAnswer.NotReached("could not be reached or did not answer in time");
        }
    }

    private JsonNode asJson(WorkRequest request) {
        ObjectNode work = json.createObjectNode()
                .put("key", request.key())
                .put("task", request.task().value())
                .put("orderId", request.order().toString());
        request.line().ifPresent(line -> work.put("lineId", line.toString()));
        request.externalReference().ifPresent(reference -> work.put("externalReference", reference));
        return work;
    }

    private static PartnerAnswer read(PartnerName partner, int status, JsonNode body) {
        String reference = text(body, "reference");
        if (status == 200 && !reference.isBlank() && reference.length() <= MAXIMUM_REFERENCE) {
            return new PartnerAnswer.Performed(reference);
        }
        if (status == 422) {
            return new PartnerAnswer.Refused(type(text(body, "type")), text(body, "cause"));
        }
        // 408 and 429 ask for another try; every other 4xx would be answered the same way for ever.
        if (status >= 400 && status < 500 && status != 408 && status != 429) {
            return new PartnerAnswer.Refused(
                    FalloutType.PARTNER, "%s does not take this work (HTTP %d).".formatted(partner, status));
        }
        return new PartnerAnswer.NotReached("answered HTTP " + status + " without saying whether the work is done");
    }

    /** A partner's words can't be sent back for repair: what can't be kept of them is marked. */
    private static String text(JsonNode body, String field) {
        return StorableText.cleaned(body.path(field).asText(""));
    }

    private JsonNode body(Response response) {
        try {
            return json.readTree(response.readEntity(String.class));
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static FalloutType type(String given) {
        return FalloutType.named(given.toLowerCase(Locale.ROOT)).orElse(FalloutType.PARTNER);
    }
}
