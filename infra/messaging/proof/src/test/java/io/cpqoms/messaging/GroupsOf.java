package io.cpqoms.messaging;

import java.util.List;

/** The groups of consumers that no application runs. */
public final class GroupsOf {

    private GroupsOf() {}

    public static ConsumerGroups consumers(String environment, String service, List<EventConsumer> consumers) {
        return new ConsumerGroups(() -> environment, service, consumers);
    }
}
