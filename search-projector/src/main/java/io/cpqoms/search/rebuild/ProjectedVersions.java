package io.cpqoms.search.rebuild;

import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.messaging.replay.Replayable;
import io.cpqoms.search.index.DocumentKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Checks old events against the live rows: every event must have reached the document of its aggregate. */
public final class ProjectedVersions {

    private static final String BEHIND = """
            select asked.place, coalesce(d.version, 0)
              from unnest(?::text[], ?::text[], ?::bigint[]) with ordinality as asked (tenant_id, id, version, place)
              left join projection_document d
                on d.tenant_id = asked.tenant_id and d.kind = ? and d.id = asked.id
             where coalesce(d.version, 0) < asked.version
             order by asked.place""";

    private ProjectedVersions() {}

    public static Replayable.Validation of(DocumentKind kind) {
        return (selectOnly, events) -> behind(kind, selectOnly, events);
    }

    private static List<String> behind(DocumentKind kind, Connection selectOnly, List<ReceivedEvent> events)
            throws SQLException {
        List<String> findings = new ArrayList<>();
        try (PreparedStatement query = selectOnly.prepareStatement(BEHIND)) {
            query.setArray(1, selectOnly.createArrayOf("text", column(events, ReceivedEvent::tenantId)));
            query.setArray(2, selectOnly.createArrayOf("text", column(events, ReceivedEvent::aggregateId)));
            query.setArray(3, selectOnly.createArrayOf("int8", column(events, ReceivedEvent::aggregateVersion)));
            query.setString(4, kind.aggregateType());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ReceivedEvent event = events.get(row.getInt(1) - 1);
                    findings.add(event.aggregateKey() + " has no " + event.eventType() + " (version "
                            + event.aggregateVersion() + "); its document is at version " + row.getLong(2));
                }
            }
        }
        return findings;
    }

    private static Object[] column(List<ReceivedEvent> events, Function<ReceivedEvent, Object> field) {
        return events.stream().map(field).toArray();
    }
}
