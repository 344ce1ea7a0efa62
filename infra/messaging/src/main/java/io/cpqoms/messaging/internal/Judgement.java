package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.OrderPolicy;
import io.cpqoms.messaging.ReceivedEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Decides what becomes of the events of one transaction, in order: the versions move along as it goes. */
final class Judgement {

    final ConsumerDeclaration declaration;
    private final Map<String, Long> versions = new HashMap<>();
    private final Set<String> held = new HashSet<>();

    Judgement(ConsumerDeclaration declaration, Map<String, InboxStore.Mark> marks) {
        this.declaration = declaration;
        marks.forEach((key, mark) -> {
            versions.put(key, mark.version());
            if (mark.held()) {
                held.add(key);
            }
        });
    }

    boolean isHeld(String key) {
        return held.contains(key);
    }

    /** From here on, everything of this key is held back. */
    void hold(String key) {
        held.add(key);
    }

    /** The last version of the aggregate that was applied; 0 if none was. */
    long last(String key) {
        return versions.getOrDefault(key, 0L);
    }

    /**
     * Whether a version is missing before this one. The first that is ever seen may be any, and a consumer that isn't
     * given every event can't tell.
     */
    boolean isAfterGap(ReceivedEvent event) {
        long last = last(event.aggregateKey());
        return declaration.seesEveryVersion() && last > 0 && event.aggregateVersion() > last + 1;
    }

    InboxStatus status(ReceivedEvent event) {
        boolean stale = event.aggregateVersion() <= last(event.aggregateKey());
        if (!stale) {
            versions.put(event.aggregateKey(), event.aggregateVersion());
        }
        if (!declaration.allowsTenant(event.tenantId())) {
            return InboxStatus.REFUSED;
        }
        if (!declaration.accepts(event.eventType(), event.eventVersion())) {
            return InboxStatus.IGNORED;
        }
        return stale && declaration.order() == OrderPolicy.LATEST_WINS ? InboxStatus.STALE : InboxStatus.DONE;
    }
}
