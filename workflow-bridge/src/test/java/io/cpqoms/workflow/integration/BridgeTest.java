package io.cpqoms.workflow.integration;

import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.Rows;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the tests of the running bridge share: short pauses, and a look at what it stored. */
final class BridgeTest {

    static final Rows ROWS = PostgresServer.rows("workflow");

    private BridgeTest() {}

    /** Retries are soon and few, so that tests do not wait. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "cpq.engine.worker.first-backoff", "PT0.02S",
                    "cpq.engine.worker.longest-backoff", "PT0.1S",
                    "cpq.engine.worker.attempts", "4");
        }
    }

    static long processes(UUID subject, String processKey) {
        return ROWS.number(
                "select count(*) from process_link where subject_id = ? and process_key = ?", subject, processKey);
    }

    static Object outcome(UUID subject) {
        List<Map<String, Object>> found = query("select outcome from process_link where subject_id = ?", subject);
        return found.isEmpty() ? null : found.getFirst().get("outcome");
    }

    static List<String> told(UUID subject) {
        return query("""
                        select o.event_type from outbox_message o
                        join process_link l on o.aggregate_id like l.process_instance_id || '%'
                        where l.subject_id = ? order by o.id""", subject).stream()
                .map(row -> String.valueOf(row.get("event_type")))
                .toList();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    static List<Map<String, Object>> query(String sql, Object... parameters) {
        return (List) ROWS.query(sql, parameters);
    }
}
