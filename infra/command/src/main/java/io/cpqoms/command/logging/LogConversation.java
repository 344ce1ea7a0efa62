package io.cpqoms.command.logging;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Names the conversation on every line that is logged while it is open, and what stood there before afterwards. For work
 * that no request began; a request's lines get theirs from the kit's first filter.
 */
public final class LogConversation implements AutoCloseable {

    /** The key under which lines carry it. */
    public static final String CORRELATION_ID = "correlationId";

    private static final String TRACE_ID = "traceId";

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private final Map<String, Optional<String>> before = new HashMap<>();

    private LogConversation() {}

    /**
     * Begins to name it.
     *
     * @param traceparent the W3C trace context that the conversation came with, if it did
     */
    public static LogConversation of(UUID correlationId, Optional<String> traceparent) {
        LogConversation conversation = new LogConversation();
        conversation.put(CORRELATION_ID, correlationId.toString());
        traceparent
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .ifPresent(trace -> conversation.put(TRACE_ID, trace.group(1)));
        return conversation;
    }

    /** Names none: for work on things that belong to several. */
    public static LogConversation none() {
        return new LogConversation();
    }

    private void put(String name, String value) {
        before.put(name, Optional.ofNullable(MDC.get(name)));
        MDC.put(name, value);
    }

    @Override
    public void close() {
        before.forEach((name, old) -> old.ifPresentOrElse(value -> MDC.put(name, value), () -> MDC.remove(name)));
    }
}
