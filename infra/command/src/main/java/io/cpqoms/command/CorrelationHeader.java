package io.cpqoms.command;

import io.cpqoms.command.logging.LogConversation;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.slf4j.MDC;

/**
 * Names the conversation on every line that the request logs and in every answer, so that a client can ask for it later; an
 * answer that names one keeps it.
 */
@Singleton
public class CorrelationHeader {

    private final Caller caller;

    public CorrelationHeader(Caller caller) {
        this.caller = caller;
    }

    /** The lines' context is the request's and ends with it. */
    @ServerRequestFilter(preMatching = true)
    public void nameInLines() {
        MDC.put(LogConversation.CORRELATION_ID, caller.answeredCorrelationId().toString());
    }

    @ServerResponseFilter
    public void name(ContainerResponseContext answer) {
        if (!answer.getHeaders().containsKey(Caller.CORRELATION_ID)) {
            answer.getHeaders().putSingle(Caller.CORRELATION_ID, caller.answeredCorrelationId());
        }
    }
}
