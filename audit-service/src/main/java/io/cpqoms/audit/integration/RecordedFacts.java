package io.cpqoms.audit.integration;

import io.cpqoms.messaging.ReceivedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Asks the log which of the replayed facts it does not have, or has with another content. */
final class RecordedFacts {

    private static final String MISSING = """
            select asked.place, fact.message_id is null
              from unnest(?::uuid[], ?::text[]) with ordinality as asked (message_id, envelope, place)
              left join audit_fact fact on fact.message_id = asked.message_id
             where fact.message_id is null or fact.envelope <> asked.envelope
             order by asked.place""";

    private RecordedFacts() {}

    /** One sentence for each fact that the log should have. */
    static List<String> missing(Connection selectOnly, List<ReceivedEvent> events) throws SQLException {
        List<String> findings = new ArrayList<>();
        try (PreparedStatement query = selectOnly.prepareStatement(MISSING)) {
            query.setArray(
                    1,
                    selectOnly.createArrayOf(
                            "uuid",
                            events.stream().map(ReceivedEvent::messageId).toArray()));
            query.setArray(
                    2,
                    selectOnly.createArrayOf(
                            "text",
                            events.stream()
                                    .map(event -> DomainFacts.canonical(event.envelope()))
                                    .toArray()));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    ReceivedEvent event = events.get(row.getInt(1) - 1);
                    findings.add(event.eventType() + " " + event.messageId() + " of " + event.aggregateKey()
                            + (row.getBoolean(2) ? " is not in the log" : " is in the log with another content"));
                }
            }
        }
        return findings;
    }
}
