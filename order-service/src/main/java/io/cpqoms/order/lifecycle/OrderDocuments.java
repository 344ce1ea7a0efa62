package io.cpqoms.order.lifecycle;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.values.OrderId;
import io.cpqoms.values.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Aggregates to stored documents and back; the domain doesn't know how it is stored. */
@ApplicationScoped
class OrderDocuments {

    private final ObjectMapper json;

    OrderDocuments(ObjectMapper json) {
        this.json = json;
    }

    /** Where the order stands; unlike contracts, a plan that isn't released has a stage of its own. */
    private enum Stage {
        ACKNOWLEDGED,
        DECOMPOSED,
        IN_PROGRESS,
        HELD,
        COMPLETED
    }

    /** @param work the plan and its progress, once there is a plan */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record OrderDocument(
            Stage stage, QuoteDocument quote, @Nullable WorkDocument work) {

        OrderState state() {
            return switch (stage) {
                case ACKNOWLEDGED -> new OrderState.Acknowledged();
                case DECOMPOSED -> new OrderState.Decomposed(fulfilment());
                case IN_PROGRESS -> new OrderState.InProgress(fulfilment());
                case HELD -> new OrderState.Held(fulfilment());
                case COMPLETED -> new OrderState.Completed(fulfilment());
            };
        }

        private Fulfilment fulfilment() {
            return Objects.requireNonNull(work, "work").work();
        }
    }

    String write(Order order) {
        Stage stage = switch (order.state()) {
            case OrderState.Acknowledged acknowledged -> Stage.ACKNOWLEDGED;
            case OrderState.Decomposed decomposed -> Stage.DECOMPOSED;
            case OrderState.InProgress going -> Stage.IN_PROGRESS;
            case OrderState.Held held -> Stage.HELD;
            case OrderState.Completed completed -> Stage.COMPLETED;
        };
        return text(new OrderDocument(
                stage,
                QuoteDocument.of(order.quote()),
                order.state().work().map(WorkDocument::of).orElse(null)));
    }

    Order read(OrderId id, TenantId tenant, long version, Instant createdAt, String document) {
        OrderDocument stored = parse(document, OrderDocument.class);
        return new Order(id, stored.quote().quote(tenant), createdAt, version, stored.state());
    }

    String write(AcceptedQuote quote) {
        return text(QuoteDocument.of(quote));
    }

    AcceptedQuote readQuote(TenantId tenant, String document) {
        return parse(document, QuoteDocument.class).quote(tenant);
    }

    private String text(Object document) {
        try {
            return json.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A document could not be written", e);
        }
    }

    private <T> T parse(String document, Class<T> type) {
        try {
            return json.readValue(document, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored document could not be read", e);
        }
    }
}
