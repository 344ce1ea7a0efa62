package io.cpqoms.bench;

import io.cpqoms.local.stack.StackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * What once took a core or the heap: a body full of faults, and lists of rows whose documents are large. Time and memory of
 * each request, in a service with the heap that {@code cpq up} gives it.
 */
final class LargeAnswers {

    private static final int NULLS = 100_000;
    private static final int ROWS = 200;
    private static final double MEGABYTE = 1e6;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String ALLOCATED = "jvm_gc_memory_allocated_bytes_total";

    /** Two hundred versions of two thousand products; the list reads none of them. */
    private static final String CATALOGS = """
            with versions as (
                insert into catalog_version select (jsonb_populate_record(one.template, jsonb_build_object(
                       'catalog_version_id', gen_random_uuid(), 'product_count', 2000))).*
                  from (select catalog_version as template from catalog_version where tenant_id = 'bench' limit 1) one,
                       generate_series(1, 200)
                returning catalog_version_id)
            insert into catalog_product (catalog_version_id, product_id, tenant_id, name, product_class, bytes, document)
            select catalog_version_id, 'p' || n, 'bench', 'A product with a name of usual length', 'dairy', 200,
                   jsonb_build_object('productId', 'p' || n, 'name', 'A product with a name of usual length',
                           'charges', '21.0000 EUR', 'fulfilment', 'reserve, pick, pack, ship, install, bill')
              from versions, generate_series(1, 2000) n""";

    private static final String ORDERS = """
            insert into orders (id, tenant_id, version, state, open_fallouts, fallouts, quote_id, quote_revision, customer_id,
                   currency, exact_total, rounded_total, created_at, updated_at, created_by,
                   correlation_id, document)
            select gen_random_uuid(), 'bench', 1, 'inProgress', 0, 0, gen_random_uuid(), 1, 'VINET', 'EUR', 21, 21, now(), now(),
                   'bench', gen_random_uuid(), plan.many
              from (select jsonb_build_object('form', 1, 'tasks', jsonb_agg(jsonb_build_object('taskId', gen_random_uuid(),
                           'task', 'ship', 'partner', 'warehouse', 'state', 'ready', 'dependsOn', gen_random_uuid()))) as many
                      from generate_series(1, 2000)) plan,
                   generate_series(1, 200)""";

    private final QuoteStack stack;
    private final HttpClient http;
    private final int times;

    LargeAnswers(QuoteStack stack, HttpClient http, int times) {
        this.stack = stack;
        this.http = http;
        this.times = times;
    }

    void measure(Report report, Consumer<String> progress) throws SQLException, IOException, InterruptedException {
        progress.accept("large bodies and lists");
        String nulls = "{\"lines\":[" + "null,".repeat(NULLS - 1) + "null]}";
        tell(report, StackPort.QUOTE, "refusing a body with 100,000 faults", post(nulls), 400);
        double catalogs = fill("quote", "catalog_product", "document", CATALOGS);
        tell(
                report,
                StackPort.QUOTE,
                list("catalog versions", catalogs),
                get(StackPort.QUOTE, "/catalog-versions"),
                200);
        double orders = fill("orders", "orders", "document", ORDERS);
        tell(report, StackPort.ORDER, list("orders", orders), get(StackPort.ORDER, "/orders"), 200);
    }

    private static String list(String what, double megabytes) {
        return "a list of " + ROWS + " " + what + " with " + Report.number(megabytes) + " MB of documents";
    }

    /** @return megabytes of text in the documents of those rows */
    private double fill(String database, String table, String column, String insert) throws SQLException {
        try (Connection owner = stack.connectAsOwner(database);
                Statement statement = owner.createStatement()) {
            statement.executeUpdate(insert);
            statement.execute("analyze " + table);
            return QuoteStack.number(
                            statement,
                            "select sum(octet_length(" + column + "::text)) from " + table
                                    + " where tenant_id = 'bench'")
                    / MEGABYTE;
        }
    }

    private HttpRequest post(String body) {
        return request(StackPort.QUOTE, "/quotes")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private HttpRequest get(StackPort service, String path) {
        return request(service, path + "?limit=" + ROWS).build();
    }

    private HttpRequest.Builder request(StackPort service, String path) {
        return HttpRequest.newBuilder(stack.address(service).resolve(path))
                .header("Authorization", "Bearer " + stack.token());
    }

    /** The first ones warm the code up and don't count. */
    private void tell(Report report, StackPort service, String what, HttpRequest request, int status)
            throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            ask(request, status);
        }
        double before = allocated(service);
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
            long begun = System.nanoTime();
            ask(request, status);
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(millis);
        report.figure(what + ", p50", "ms", millis[times / 2]);
        report.figure("… slowest of " + times, "ms", millis[times - 1]);
        report.figure("… memory allocated for each", "MB", (allocated(service) - before) / times / MEGABYTE);
    }

    private void ask(HttpRequest request, int status) throws IOException, InterruptedException {
        int answered = http.send(request, BodyHandlers.discarding()).statusCode();
        if (answered != status) {
            throw new IllegalStateException(request.uri() + " was answered " + answered + " instead of " + status);
        }
    }

    /** Bytes so far, exact as of now: the metric is told what was allocated when garbage is collected. */
    private double allocated(StackPort service) throws IOException, InterruptedException {
        double before = metric(service);
        stack.collectGarbage(service);
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (metric(service) == before) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException(ALLOCATED + " of " + service.label() + " stands still");
            }
            Thread.sleep(20);
        }
        return metric(service);
    }

    private double metric(StackPort service) throws IOException, InterruptedException {
        URI metrics = stack.address(service.management()).resolve("/q/metrics");
        return http.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                .body()
                .lines()
                .filter(line -> line.startsWith(ALLOCATED))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(metrics + " does not tell " + ALLOCATED));
    }
}
