package io.cpqoms.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackPort;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What lies in the stores of a running stack, asked with questions of its own: the demos' queries are not used here. */
final class StoredFacts implements AutoCloseable {
    private static final Pattern MESSAGE_ID = Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)");

    private final LocalStack stack;
    private final Stores stores;
    private final HttpClient http = HttpClient.newHttpClient();

    StoredFacts(LocalStack stack) {
        this.stack = stack;
        this.stores =
                new Stores("127.0.0.1:" + stack.ports().of(StackPort.POSTGRES), stack.secrets()::databasePassword);
    }

    long count(Store store, String query, Object... arguments) {
        return stores.count(store, query, arguments);
    }

    BigDecimal decimal(Store store, String query, Object... arguments) {
        return stores.one(store, query, row -> row.getBigDecimal(1), arguments);
    }

    List<String> texts(Store store, String query, Object... arguments) {
        return stores.all(store, query, row -> row.getString(1), arguments);
    }

    /** Events of the tenant in every outbox, on the topics that audit-service reads. */
    long auditedOutboxRows(String tenant) {
        long rows = 0;
        for (Store store : List.of(Store.QUOTE, Store.ORDER, Store.WORKFLOW, Store.NOTIFICATION)) {
            rows += count(
                    store,
                    "select count(*) from outbox_message where tenant_id = ? and topic not like 'cpq.%.commands.v_'"
                            + " and topic not like 'cpq.%.dlq.v_'",
                    tenant);
        }
        return rows;
    }

    /** Aggregates of the audit trail whose versions are not 1 … n. */
    List<String> auditGaps(String tenant) {
        return texts(Store.AUDIT, """
                select aggregate_id from (
                    select aggregate_id, aggregate_version, row_number() over
                        (partition by aggregate_type, aggregate_id order by aggregate_version) as place
                    from audit_fact where tenant_id = ?) numbered
                where aggregate_version <> place
                """, tenant);
    }

    long documents(String index, String tenant) throws IOException, InterruptedException {
        String terms = "{\"query\":{\"term\":{\"tenantId\":\"" + tenant + "\"}}}";
        URI uri = stack.ports().http(StackPort.OPENSEARCH).resolve("/" + index + "/_count");
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(terms))
                .build();
        return Json.read(body(request)).path("count").asLong();
    }

    /** The Message-IDs of all mails whose box ends so. */
    List<String> mailsTo(String ending) throws IOException, InterruptedException {
        URI sink = stack.ports().http(StackPort.MAIL);
        List<String> ids = new ArrayList<>();
        for (JsonNode user : Json.read(body(get(sink.resolve("/api/user"))))) {
            String box = user.path("email").asText();
            if (box.endsWith(ending)) {
                for (JsonNode mail : Json.read(body(get(sink.resolve("/api/user/" + box + "/messages"))))) {
                    MESSAGE_ID
                            .matcher(mail.path("mimeMessage").asText())
                            .results()
                            .findFirst()
                            .map((MatchResult match) -> match.group(1))
                            .ifPresent(ids::add);
                }
            }
        }
        return ids;
    }

    private static HttpRequest get(URI uri) {
        return HttpRequest.newBuilder(uri).GET().build();
    }

    private String body(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        stores.close();
        http.close();
    }
}
