package io.cpqoms.command;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Names the conversation in every answer, so that a client can ask for it later; an answer that names one keeps it. */
@Singleton
public class CorrelationHeader {

    private final Caller caller;

    public CorrelationHeader(Caller caller) {
        this.caller = caller;
    }

    @ServerResponseFilter
    public void name(ContainerResponseContext answer) {
        if (!answer.getHeaders().containsKey(Caller.CORRELATION_ID)) {
            answer.getHeaders().putSingle(Caller.CORRELATION_ID, caller.answeredCorrelationId());
        }
    }
}
