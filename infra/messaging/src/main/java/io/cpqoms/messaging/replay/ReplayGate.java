package io.cpqoms.messaging.replay;

import io.cpqoms.command.Problem;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ProcessingMode;
import io.cpqoms.messaging.internal.TopicRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses, before the first record is read, what a consumer's declaration or the topic registry does not allow. */
@ApplicationScoped
class ReplayGate {

    private final Instance<EventConsumer> consumers;
    private final TopicRegistry registry;
    private final SelectOnlyDatabase database;
    private final String service;

    ReplayGate(
            @Any Instance<EventConsumer> consumers,
            TopicRegistry registry,
            SelectOnlyDatabase database,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.consumers = consumers;
        this.registry = registry;
        this.database = database;
        this.service = service;
    }

    /** Whether the topic's policy wants a second person. */
    boolean approvalNeeded(ReplayRun.Request request) {
        return registry.topic(request.selection().topic()).replay().approval();
    }

    /** The consumer, if it may be replayed in this way; else the refusal says what is allowed. */
    Replayable allowed(ReplayRun.Request request) {
        EventConsumer consumer = consumer(request.consumer());
        ProcessingMode mode = request.mode();
        if (mode == ProcessingMode.NORMAL) {
            throw Problem.invalidInput(
                            "mode",
                            "NORMAL is live consumption; a replay is REPLAY_REBUILD, "
                                    + "REPLAY_VALIDATE_ONLY or SHADOW")
                    .asException();
        }
        if (!consumer.declaration().modes().contains(mode) || !(consumer instanceof Replayable replayable)) {
            throw Problem.conflict(
                            "mode-not-allowed",
                            "Mode not allowed",
                            request.consumer() + " does not allow " + mode + "; its declaration allows "
                                    + new TreeSet<>(consumer.declaration().modes())
                                    + ". No record was read.")
                    .with("allowed", new TreeSet<>(consumer.declaration().modes()))
                    .asException();
        }
        requireReplayableTopic(request, consumer);
        boolean partial = !request.selection().isWholeTopic();
        if (partial && mode != ProcessingMode.REPLAY_VALIDATE_ONLY) {
            throw Problem.invalidInput(
                            "selection",
                            mode
                                    + " takes the whole topic: a generation built from a part of it could never be complete")
                    .asException();
        }
        if (mode == ProcessingMode.REPLAY_VALIDATE_ONLY) {
            try {
                database.connect().close();
            } catch (SQLException e) {
                throw new IllegalStateException("The select-only connection could not be closed", e);
            }
        }
        return replayable;
    }

    private void requireReplayableTopic(ReplayRun.Request request, EventConsumer consumer) {
        TopicRegistry.Topic topic;
        try {
            topic = registry.topic(request.selection().topic());
        } catch (IllegalArgumentException unknown) {
            throw Problem.invalidInput("selection.topic", String.valueOf(unknown.getMessage()))
                    .asException();
        }
        if (!topic.replay().allowed()) {
            throw Problem.conflict(
                            "topic-not-replayable",
                            "Topic not replayable",
                            "The registry does not allow " + topic.name() + " to be replayed (replay.allowed: false).")
                    .asException();
        }
        if (!consumer.declaration().topics().contains(topic.name())) {
            throw Problem.invalidInput(
                            "selection.topic",
                            request.consumer() + " does not consume " + topic.name() + "; it consumes "
                                    + consumer.declaration().topics())
                    .asException();
        }
        requireTypesOf(topic, request.selection().eventTypes());
    }

    /** A type that is misspelt would select nothing, and a validation of nothing finds nothing. */
    private static void requireTypesOf(TopicRegistry.Topic topic, Set<String> eventTypes) {
        Set<String> known = new TreeSet<>();
        topic.schemaIds().forEach(id -> known.add(id.split("\\.")[2]));
        Set<String> unknown = new TreeSet<>(eventTypes);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw Problem.invalidInput(
                            "selection.eventTypes", topic.name() + " carries no " + unknown + "; it carries " + known)
                    .asException();
        }
    }

    private EventConsumer consumer(String name) {
        return consumers.stream()
                .filter(consumer -> consumer.declaration().name().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalidInput(
                                "consumer",
                                service + " has no consumer " + name + "; it has "
                                        + consumers.stream()
                                                .map(consumer ->
                                                        consumer.declaration().name())
                                                .sorted()
                                                .toList())
                        .asException());
    }
}
