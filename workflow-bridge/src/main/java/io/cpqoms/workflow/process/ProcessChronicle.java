package io.cpqoms.workflow.process;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.values.Actor;
import io.cpqoms.workflow.engine.ProcessLifecycle;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Writes the life of each process instance to the outbox: began, asked people, ended. The aggregate is the instance. Commands it sends form
 * an aggregate of their own, so that the versions on each topic have no gaps.
 */
@ApplicationScoped
class ProcessChronicle implements ProcessLifecycle {

    private static final String FACTS = "cpq.workflow.events.v1";
    private static final String COMMANDS = "cpq.notification.commands.v1";
    private static final Actor BRIDGE = Actor.service("workflow-bridge");

    private final ProcessLinks links;
    private final Outbox outbox;
    private final Clock clock;

    ProcessChronicle(ProcessLinks links, Outbox outbox, Clock clock) {
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public void started(StartedProcess process) {
        LinkedProcess linked = links.began(
                        process.processKey(),
                        process.businessKey(),
                        process.processInstanceId(),
                        process.definitionVersion())
                .orElseThrow(() -> new IllegalStateException(
                        "An instance of " + process.processKey() + " began without a free link for "
                                + process.businessKey() + "; start processes with ProcessStarts only"));
        ObjectNode payload = subject(linked).put("definitionVersion", process.definitionVersion());
        outbox.append(event(linked, "ProcessStarted", FACTS, linked.instanceId(), payload));
    }

    @Override
    public void ended(EndedProcess process) {
        LinkedProcess linked = links.ended(process.processInstanceId(), process.outcome())
                .orElseThrow(() -> unknown(process.processInstanceId()));
        ObjectNode payload = subject(linked).put("outcome", process.outcome());
        outbox.append(event(linked, "ProcessEnded", FACTS, linked.instanceId(), payload));
    }

    /** Tells a fact of a running instance. */
    void tell(String instanceId, String eventType, ObjectNode payload) {
        LinkedProcess linked = links.advance(instanceId).orElseThrow(() -> unknown(instanceId));
        outbox.append(event(linked, eventType, FACTS, linked.instanceId(), payload));
    }

    /** Sends a command to notification-service. */
    void command(String instanceId, String commandType, ObjectNode payload) {
        LinkedProcess linked = links.advanceCommands(instanceId).orElseThrow(() -> unknown(instanceId));
        outbox.append(event(linked, commandType, COMMANDS, linked.instanceId() + ":commands", payload));
    }

    private NewEvent event(LinkedProcess linked, String type, String topic, String aggregateId, ObjectNode payload) {
        return NewEvent.of(type, 1)
                .onTopic(topic)
                .aggregate("process", aggregateId, linked.version())
                .tenant(linked.businessKey().tenantId())
                .occurredAt(clock.instant())
                .correlation(linked.correlationId())
                .causation(linked.causationId())
                .actor(BRIDGE)
                .payload(payload);
    }

    private static ObjectNode subject(LinkedProcess linked) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("processKey", linked.processKey())
                .put("businessKey", linked.businessKey().text())
                .put("subjectType", linked.businessKey().subjectType())
                .put("subjectId", linked.businessKey().subjectId().toString());
    }

    private static IllegalStateException unknown(String instanceId) {
        return new IllegalStateException("Process instance " + instanceId + " has no link");
    }
}
