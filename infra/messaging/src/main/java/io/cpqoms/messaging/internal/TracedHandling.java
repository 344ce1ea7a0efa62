package io.cpqoms.messaging.internal;

import io.cpqoms.command.logging.LogConversation;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Calls the handler inside the span of each event: one event at a time, or one span per event around the batch. */
@ApplicationScoped
public class TracedHandling {

    private final TraceContext traces;

    TracedHandling(TraceContext traces) {
        this.traces = traces;
    }

    void handle(EventConsumer consumer, List<ReceivedEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        String name = consumer.declaration().name();
        if (!consumer.declaration().perEvent() && events.size() > 1) {
            handleTogether(consumer, name, events);
            return;
        }
        for (ReceivedEvent event : events) {
            Span span = traces.startProcessing(name, event);
            try (Scope current = span.makeCurrent();
                    LogConversation lines = LogConversation.of(event.correlationId(), event.traceparent())) {
                consumer.handle(List.of(event));
            } catch (RuntimeException e) {
                fail(span, e);
                throw e;
            } finally {
                span.end();
            }
        }
    }

    private void handleTogether(EventConsumer consumer, String name, List<ReceivedEvent> events) {
        List<Span> spans = events.stream()
                .map(event -> traces.startProcessing(name, event))
                .toList();
        try {
            consumer.handle(List.copyOf(events));
        } catch (RuntimeException e) {
            spans.forEach(span -> fail(span, e));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
    }

    private static void fail(Span span, RuntimeException failure) {
        span.recordException(failure);
        span.setStatus(StatusCode.ERROR);
    }
}
