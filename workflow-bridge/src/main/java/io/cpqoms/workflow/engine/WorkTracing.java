package io.cpqoms.workflow.engine;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Continues the trace of the command behind a process: its context travels as the variable {@code traceparent}. */
@ApplicationScoped
class WorkTracing {

    static final String TRACEPARENT = "traceparent";

    private final Tracer tracer;

    WorkTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    /** Runs the work in a span of its own, so that calls and events of the work belong to the trace. */
    WorkResult inSpan(ExternalWork work, Supplier<WorkResult> action) {
        Map<String, String> carrier = work.text(TRACEPARENT)
                .map(context -> Map.of(TRACEPARENT, context))
                .orElse(Map.of());
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), carrier, FROM_MAP);
        Span span = tracer.spanBuilder("task " + work.topic())
                .setParent(parent)
                .setAttribute("cpq.business_key", work.businessKey())
                .setAttribute("cpq.process_instance", work.processInstanceId())
                .startSpan();
        try (Scope scope = span.makeCurrent()) {
            WorkResult result = action.get();
            if (result instanceof WorkResult.TryAgain || result instanceof WorkResult.Stop) {
                span.setStatus(StatusCode.ERROR, result.toString());
            }
            return result;
        } finally {
            span.end();
        }
    }

    private static final TextMapGetter<Map<String, String>> FROM_MAP = new TextMapGetter<>() {
        @Override
        public Set<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };
}
