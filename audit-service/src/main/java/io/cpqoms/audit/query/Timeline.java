package io.cpqoms.audit.query;

import java.util.List;
import java.util.Optional;

/** A page of a conversation. */
record Timeline(List<TimelineEntry> items, Optional<String> nextCursor) {

    static Timeline page(List<TimelineEntry> found, int limit) {
        if (found.size() <= limit) {
            return new Timeline(found, Optional.empty());
        }
        List<TimelineEntry> page = List.copyOf(found.subList(0, limit));
        return new Timeline(page, Optional.of(TimelinePage.cursorAfter(page.getLast())));
    }
}
