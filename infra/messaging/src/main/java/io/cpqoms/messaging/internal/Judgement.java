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
    private final Map<String, InboxStore.Mark> marks = new HashMap<>();
    private final Set<String> held = new HashSet<>();

    Judgement(ConsumerDeclaration declaration, Map<String, InboxStore.Mark> before) {
        this.declaration = declaration;
        before.forEach((key, mark) -> {
            marks.put(key, mark);
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

    /** The last version of the aggregate that was seen; 0 if none was. */
    long last(String key) {
        return mark(key).seen();
    }

    /** Where the key stands by now. */
    InboxStore.Mark mark(String key) {
        return marks.getOrDefault(key, InboxStore.Mark.NONE);
    }

    /**
     * Whether a version is missing before this one. The first that is ever seen may be any, and a consumer that isn't
     * given every event can't tell.
     */
    boolean isAfterGap(ReceivedEvent event) {
        long last = last(event.aggregateKey());
        return declaration.seesEveryVersion() && last > 0 && event.aggregateVersion() > last + 1;
    }

    /** What was seen and had no effect makes nothing stale: what came before it is still the newest that there is to apply. */
    InboxStatus status(ReceivedEvent event) {
        InboxStore.Mark mark = mark(event.aggregateKey());
        InboxStatus status = status(event, mark);
        long version = event.aggregateVersion();
        marks.put(event.aggregateKey(), status == InboxStatus.DONE ? mark.applied(version) : mark.seen(version));
        return status;
    }

    private InboxStatus status(ReceivedEvent event, InboxStore.Mark mark) {
        if (!declaration.allowsTenant(event.tenantId())) {
            return InboxStatus.REFUSED;
        }
        if (!declaration.accepts(event.eventType(), event.eventVersion())) {
            return InboxStatus.IGNORED;
        }
        boolean stale = event.aggregateVersion() <= mark.applied();
        return stale && declaration.order() == OrderPolicy.LATEST_WINS ? InboxStatus.STALE : InboxStatus.DONE;
    }

    /** Whether the consumer would be given such an event, if it is not stale. */
    static boolean concerns(ConsumerDeclaration declaration, ReceivedEvent event) {
        return declaration.allowsTenant(event.tenantId())
                && declaration.accepts(event.eventType(), event.eventVersion());
    }
}
