package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ReceivedEvent;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Carries the W3C trace context from a command through its outbox row into the spans of every consumer. */
@ApplicationScoped
public class TraceContext {

    private final W3CTraceContextPropagator propagator = W3CTraceContextPropagator.getInstance();
    private final Tracer tracer;

    TraceContext(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("io.cpqoms.messaging");
    }

    /** The headers of the span that is current, if there is one. */
    record Carrier(Optional<String> traceparent, Optional<String> tracestate) {}

    Carrier current() {
        Map<String, String> headers = new HashMap<>();
        propagator.inject(Context.current(), headers, (map, name, value) -> {
            if (map != null) {
                map.put(name, value);
            }
        });
        return new Carrier(
                Optional.ofNullable(headers.get("traceparent")), Optional.ofNullable(headers.get("tracestate")));
    }

    /** Starts the consumer's span of one event as a child of the command's span. */
    Span startProcessing(String consumer, ReceivedEvent event) {
        Context parent = propagator.extract(Context.root(), event.traceparent(), new TraceparentGetter());
        return tracer.spanBuilder("process " + event.topic())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", event.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(event.partition()))
                .setAttribute("messaging.kafka.offset", event.offset())
                .setAttribute("messaging.consumer.group.name", consumer)
                .setAttribute("messaging.message.id", event.messageId().toString())
                .setAttribute("cpq.event.type", event.eventType())
                .setAttribute("cpq.correlation.id", event.correlationId().toString())
                .startSpan();
    }

    private static final class TraceparentGetter implements TextMapGetter<Optional<String>> {
        @Override
        public Iterable<String> keys(Optional<String> carrier) {
            return List.of("traceparent");
        }

        @Override
        public @Nullable String get(@Nullable Optional<String> carrier, String key) {
            return carrier != null && key.equals("traceparent") ? carrier.orElse(null) : null;
        }
    }
}
