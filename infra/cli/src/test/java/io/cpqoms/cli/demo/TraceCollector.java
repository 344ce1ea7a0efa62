package io.cpqoms.cli.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Takes OTLP over HTTP from the services and keeps every span in memory. */
final class TraceCollector implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Collected> spans = new ConcurrentLinkedQueue<>();
    private volatile boolean keeps = true;

    /** A span and the service that made it. */
    private record Collected(String service, String traceId, String name) {}

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector listening() {
        try {
            TraceCollector collector = new TraceCollector(
                    HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            collector.server.createContext("/v1/traces", collector::receive);
            collector.server.start();
            return collector;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Who took part in each trace in which the service has a span whose name ends so. */
    List<Set<String>> servicesOfTraces(String service, String end) {
        List<Collected> now = List.copyOf(spans);
        return now.stream()
                .filter(span -> span.service().equals(service) && span.name().endsWith(end))
                .map(Collected::traceId)
                .distinct()
                .map(trace -> now.stream()
                        .filter(span -> span.traceId().equals(trace))
                        .map(Collected::service)
                        .collect(Collectors.toSet()))
                .toList();
    }

    /** Takes what comes and keeps it no more. */
    void forget() {
        keeps = false;
        spans.clear();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody();
            ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().forEach(this::keep);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans resource) {
        if (!keeps) {
            return;
        }
        String service = resource.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(KeyValue::getValue)
                .map(value -> value.getStringValue())
                .findFirst()
                .orElse("");
        resource.getScopeSpansList().forEach(scope -> {
            for (Span span : scope.getSpansList()) {
                String trace = HexFormat.of().formatHex(span.getTraceId().toByteArray());
                spans.add(new Collected(service, trace, span.getName()));
            }
        });
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
