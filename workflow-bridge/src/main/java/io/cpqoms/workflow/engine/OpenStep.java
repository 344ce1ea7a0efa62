package io.cpqoms.workflow.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * A step of an instance that a worker is to do, or has tried to.
 *
 * @param triesLeft empty before the first try has failed; zero is an incident
 * @param nextTry when it is tried next, or, while a worker is at it, when that is given up
 * @param message why the last try failed
 */
public record OpenStep(
        String processInstanceId,
        String activityId,
        Optional<Integer> triesLeft,
        Optional<Instant> nextTry,
        Optional<String> message) {}
