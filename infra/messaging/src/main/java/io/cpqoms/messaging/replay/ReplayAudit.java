package io.cpqoms.messaging.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cpqoms.messaging.NewEvent;
import io.cpqoms.messaging.Outbox;
import io.cpqoms.values.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells the audit log that a replay began and how it ended, as outbox rows in the transaction that makes it so. Whoever
 * calls holds the run's row lock, which keeps the facts of a run in order.
 */
@ApplicationScoped
class ReplayAudit {

    private static final String TOPIC = "cpq.audit.events.v1";

    private final Outbox outbox;
    private final Clock clock;
    private final String service;

    ReplayAudit(Outbox outbox, Clock clock, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.outbox = outbox;
        this.clock = clock;
        this.service = service;
    }

    /** The run with its fact counted. */
    ReplayRun started(ReplayRun run, String startedBy) {
        ObjectNode payload = about(run)
                .put("requestedBy", run.requested().by())
                .put("startedBy", startedBy)
                .put("reason", run.request().reason())
                .put("records", run.plan().records())
                .put("recordsPerSecond", run.request().rate())
                .put("selection", ReplayStore.json(run.request().selection()));
        run.approved().ifPresent(approval -> payload.put("approvedBy", approval.by()));
        return told(run, "ReplayStarted", Actor.user(startedBy), payload);
    }

    /** The run with its fact counted. */
    ReplayRun ended(ReplayRun run) {
        ReplayRun.Tally total = run.total();
        ObjectNode payload = about(run)
                .put("outcome", run.state().name().toLowerCase(Locale.ROOT))
                .put("note", run.note())
                .put("read", total.read())
                .put("applied", total.applied())
                .put("ignored", total.ignored())
                .put("unselected", total.unselected())
                .put("unreadable", total.unreadable())
                .put("findings", run.findings());
        run.comparison()
                .ifPresent(comparison -> payload.putObject("comparison")
                        .put("live", comparison.live().count())
                        .put("liveHash", comparison.live().hash())
                        .put("shadow", comparison.shadow().count())
                        .put("shadowHash", comparison.shadow().hash())
                        .put("missing", comparison.missing())
                        .put("older", comparison.older())
                        .put("different", comparison.different())
                        .put("newer", comparison.newer())
                        .put("added", comparison.added()));
        return told(run, "ReplayEnded", Actor.service(service), payload);
    }

    private ObjectNode about(ReplayRun run) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("replayId", run.id().toString())
                .put("service", service)
                .put("consumer", run.request().consumer())
                .put("mode", run.request().mode().name())
                .put("topic", run.request().selection().topic());
    }

    private ReplayRun told(ReplayRun run, String type, Actor actor, ObjectNode payload) {
        ReplayRun counted = run.afterOneMoreFact();
        outbox.append(NewEvent.of(type, 1)
                .onTopic(TOPIC)
                .tenant(run.tenantId())
                .aggregate("audit", run.id(), counted.facts())
                .occurredAt(clock.instant())
                .correlation(run.id())
                .causation(run.id())
                .actor(actor)
                .payload(payload));
        return counted;
    }
}
