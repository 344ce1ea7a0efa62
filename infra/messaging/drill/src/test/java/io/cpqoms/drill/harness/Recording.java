package io.cpqoms.drill.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.testkit.history.AggregateKey;
import io.cpqoms.testkit.history.EffectPolicy;
import io.cpqoms.testkit.history.History;
import io.cpqoms.testkit.history.HistoryRecord.Applied;
import io.cpqoms.testkit.history.HistoryRecord.Buried;
import io.cpqoms.testkit.history.HistoryRecord.Commanded;
import io.cpqoms.testkit.history.HistoryRecord.Committed;
import io.cpqoms.testkit.history.HistoryRecord.Published;
import io.cpqoms.testkit.history.HistoryRecord.Withheld;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads what a run did from the places that can't be wrong about it: tables, topic, dead letters. */
public final class Recording {

    public static final String CONSUMER = "drill-service.effects";

    private final DrillServers servers;
    private final List<String> tenants;
    private final String effects;
    private final ObjectMapper json = new ObjectMapper();

    public Recording(DrillServers servers, String run) {
        this(servers, run, "drill_effect");
    }

    /** The run as another consumer saw it, whose effects are in a table like that of the service. */
    public Recording(DrillServers servers, String run, String effects) {
        this.servers = servers;
        this.tenants = Load.tenants(run);
        this.effects = effects;
    }

    /** Messages whose effect is due: committed, neither applied nor withheld behind what can't be sent. */
    public Set<String> outstanding() {
        Set<String> due = servers.rows().query("""
                        select message_id from drill_commit
                         where tenant in (?, ?) and kind in ('PLAIN', 'REFUSED')
                        except select message_id from %s where tenant in (?, ?)""".formatted(effects), both(tenants, tenants)).stream()
                .map(row -> String.valueOf(row.get("message_id")))
                .collect(Collectors.toCollection(HashSet::new));
        withheld().forEach(withheld -> due.remove(withheld.messageId()));
        return due;
    }

    /** How many commands of the run are committed. */
    public long commits() {
        return servers.rows()
                .number("select count(*) from drill_commit where tenant in (?, ?)", both(tenants, List.of()));
    }

    /** How many effects the run has. */
    public long effects() {
        return servers.rows()
                .number("select count(*) from " + effects + " where tenant in (?, ?)", both(tenants, List.of()));
    }

    /** Due effects whose records lie before the offsets: who goes on from there never makes up for them. */
    public long passedOver(Map<Integer, Long> offsets) {
        Set<String> outstanding = outstanding();
        return published().stream()
                .filter(record -> record.offset() < offsets.getOrDefault(record.partition(), 0L)
                        && outstanding.contains(record.messageId()))
                .count();
    }

    /** Waits until every message has an outcome; what has none by then is the checker's to report. */
    public void settle() {
        long deadline = System.nanoTime() + Patience.SETTLE.toNanos();
        while (System.nanoTime() < deadline && !isSettled()) {
            LockSupport.parkNanos(200_000_000);
        }
    }

    private boolean isSettled() {
        if (!outstanding().isEmpty()) {
            return false;
        }
        Set<String> buried = buried().stream().map(Buried::messageId).collect(Collectors.toSet());
        Set<String> withheld = withheld().stream().map(Withheld::messageId).collect(Collectors.toSet());
        return servers
                .rows()
                .query(
                        "select message_id from drill_commit where tenant in (?, ?) and kind in ('POISON', 'PUZZLE', 'HUGE')",
                        both(tenants, List.of()))
                .stream()
                .map(row -> String.valueOf(row.get("message_id")))
                .allMatch(id -> buried.contains(id) || withheld.contains(id));
    }

    /**
     * Only what is too large for the broker may be withheld for itself, and only its key behind it; whatever else is was
     * blamed for another's refusal, which no history shows: a withheld message is not lost.
     */
    void requireThatOnlyTheGuiltyAreWithheld() {
        List<String> innocent = servers.rows().query("""
                        select topic || ' ' || record_key || ': ' || failure as blame from outbox_parked parked
                         where tenant_id in (?, ?) and not behind and state <> 'PUBLISHED' and not exists
                               (select from drill_commit where message_id = parked.message_id and kind = 'HUGE')""", both(tenants, List.of())).stream()
                .map(row -> text(row, "blame"))
                .toList();
        if (!innocent.isEmpty()) {
            throw new AssertionError(innocent.size() + " rows are withheld for no fault of their own, the first: "
                    + innocent.getFirst());
        }
    }

    public History history(List<Commanded> commands) {
        return new History()
                .consumer(CONSUMER, EffectPolicy.EVERY_FACT)
                .addAll(commands)
                .addAll(committed())
                .addAll(published())
                .addAll(withheld())
                .addAll(applied())
                .addAll(buried());
    }

    private List<Committed> committed() {
        return servers
                .rows()
                .query(
                        "select message_id, command_id, tenant, account, version from drill_commit where tenant in (?, ?)",
                        both(tenants, List.of()))
                .stream()
                .map(row -> new Committed(
                        text(row, "message_id"), text(row, "command_id"), account(row), number(row, "version")))
                .toList();
    }

    private List<Applied> applied() {
        return servers
                .rows()
                .query(
                        "select position, message_id, tenant, account, version from %s where tenant in (?, ?)"
                                .formatted(effects),
                        both(tenants, List.of()))
                .stream()
                .map(row -> new Applied(
                        CONSUMER,
                        text(row, "message_id"),
                        account(row),
                        number(row, "version"),
                        number(row, "position")))
                .toList();
    }

    private List<Withheld> withheld() {
        return servers
                .rows()
                .query("select message_id, record_key, failure from outbox_parked where state <> 'PUBLISHED'")
                .stream()
                .map(row -> new Withheld(
                        text(row, "message_id"), AggregateKey.of(text(row, "record_key")), text(row, "failure")))
                .filter(withheld -> tenants.contains(withheld.key().tenant()))
                .toList();
    }

    private List<Published> published() {
        return servers.records().readToEnd(DrillServers.TOPIC).stream()
                .filter(record -> isOurs(record.key()))
                .map(record -> {
                    JsonNode envelope = parse(record);
                    return new Published(
                            envelope.path("messageId").asText(),
                            new AggregateKey(
                                    envelope.path("tenantId").asText(),
                                    envelope.path("aggregateType").asText(),
                                    envelope.path("aggregateId").asText()),
                            envelope.path("aggregateVersion").asLong(),
                            record.partition(),
                            record.offset());
                })
                .toList();
    }

    /** One burial per dead letter, however often the relay sent that. */
    private List<Buried> buried() {
        Map<String, Buried> burials = new LinkedHashMap<>();
        for (ConsumerRecord<String, byte[]> record : servers.records().readToEnd(DrillServers.DEAD_LETTERS)) {
            JsonNode envelope = parse(record);
            JsonNode letter = envelope.path("payload");
            String key = letter.path("originalKey").asText();
            if (isOurs(key)) {
                burials.put(
                        envelope.path("messageId").asText(),
                        new Buried(
                                CONSUMER,
                                letter.path("originalMessageId").asText(),
                                AggregateKey.of(key),
                                letter.path("failureMessage").asText()));
            }
        }
        return List.copyOf(burials.values());
    }

    private boolean isOurs(String key) {
        return tenants.stream().anyMatch(tenant -> key.startsWith(tenant + ":"));
    }

    private JsonNode parse(ConsumerRecord<String, byte[]> record) {
        try {
            return json.readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AggregateKey account(Map<String, ?> row) {
        return new AggregateKey(text(row, "tenant"), "account", text(row, "account"));
    }

    private static String text(Map<String, ?> row, String column) {
        return String.valueOf(row.get(column));
    }

    private static long number(Map<String, ?> row, String column) {
        return Long.parseLong(text(row, column));
    }

    private static Object[] both(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toArray();
    }
}
