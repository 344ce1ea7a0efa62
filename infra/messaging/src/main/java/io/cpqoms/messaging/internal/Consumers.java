package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.MessagingConfig;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumers of this service and how each of them is: running, paused by its breaker, or in need of a person. */
@Default // A qualifier of its own takes the default one away.
@Readiness
@ApplicationScoped
public class Consumers implements HealthCheck {

    private static final Logger LOG = LoggerFactory.getLogger(Consumers.class);

    private final Map<String, Running> byName = new LinkedHashMap<>();
    private final Map<String, String> stopped = new ConcurrentHashMap<>();

    Consumers(@All List<EventConsumer> consumers, MessagingConfig config, Clock clock, InboxMetrics metrics) {
        for (EventConsumer consumer : consumers) {
            String name = consumer.declaration().name();
            Intake intake = new Intake(config.inbox(), consumer.declaration().maxPerSecond(), clock, new Random());
            Running running = new Running(consumer, intake, new ReleaseGuard(config.inbox()));
            if (byName.put(name, running) != null) {
                throw new IllegalStateException("Two consumers are called " + name + "; inbox rows need one name each");
            }
            metrics.watch(name, () -> needsAPerson(running) ? 2 : intake.isOpen() ? 1 : 0, intake::openFor);
        }
    }

    /** A consumer, what it may take now, and whether its release is suspected. */
    record Running(EventConsumer consumer, Intake intake, ReleaseGuard guard) {

        String name() {
            return consumer.declaration().name();
        }

        /** Notes that records were handled. */
        void handled() {
            intake.succeeded();
            guard.handled();
        }
    }

    private boolean needsAPerson(Running running) {
        return stopped.containsKey(running.name())
                || running.guard().suspicion().isPresent();
    }

    Collection<Running> all() {
        return byName.values();
    }

    /** How each of them is in this instance, as operators see it. */
    public List<ConsumerState> states() {
        return byName.values().stream().map(this::state).toList();
    }

    private ConsumerState state(Running running) {
        Optional<String> why = Optional.ofNullable(stopped.get(running.name()));
        if (why.isPresent()) {
            return new ConsumerState(running.consumer().declaration(), "stopped", why, Duration.ZERO);
        }
        Optional<String> suspicion = running.guard().suspicion();
        String name = suspicion.isPresent() ? "suspected" : running.intake().isOpen() ? "paused" : "running";
        return new ConsumerState(
                running.consumer().declaration(),
                name,
                suspicion,
                running.intake().openFor());
    }

    /**
     * How a consumer is: {@code running}, {@code paused} by its breaker, {@code suspected} to be a wrong release, or {@code stopped}.
     *
     * @param why of one that needs a person
     * @param openFor for how long it has taken nothing but probes
     */
    public record ConsumerState(
            ConsumerDeclaration declaration, String state, Optional<String> why, Duration openFor) {}

    Optional<Running> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    boolean isStopped(String name) {
        return stopped.containsKey(name);
    }

    /** Lets the consumer take nothing but a probe, because something failed that no record can be blamed for; for so long. */
    Duration suspend(Running running, Throwable failure) {
        Duration wait = running.guard().broken(DeadLetters.publicly(failure));
        running.intake().suspend(wait);
        LOG.atError()
                .addKeyValue("consumer", running.name())
                .addKeyValue("probeAfterMillis", wait.toMillis())
                .setCause(failure)
                .log("consumer takes nothing but a probe, needs a person");
        return wait;
    }

    /** Takes the consumer out until the process is started again; what it has not committed comes again then. */
    void stop(String name, Throwable failure) {
        stopped.put(name, String.valueOf(failure.getCause() == null ? failure : failure.getCause()));
        LOG.atError().addKeyValue("consumer", name).setCause(failure).log("consumer stopped, needs a person");
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response =
                HealthCheckResponse.named("consumers").status(stopped.isEmpty());
        // A suspected release is no reason to send its REST clients away; it is told, and it pages.
        byName.values()
                .forEach(running -> running.guard()
                        .suspicion()
                        .ifPresent(why -> response.withData(running.name(), "takes nothing but a probe: " + why)));
        stopped.forEach(response::withData);
        return response.build();
    }
}
