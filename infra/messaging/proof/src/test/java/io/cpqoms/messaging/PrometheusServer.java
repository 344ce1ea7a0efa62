package io.cpqoms.messaging;

import static io.cpqoms.testkit.Eventually.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.local.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A Prometheus of its own that scrapes one service and evaluates the platform's alerts in a hurry. */
final class PrometheusServer implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final URI address;

    /** An alert that fires. */
    record Firing(Map<String, String> labels, double value) {}

    private PrometheusServer(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static boolean isInstalled() {
        try {
            return new ProcessBuilder("prometheus", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param management address of the service's management interface */
    static PrometheusServer watching(String service, URI management, Path directory) throws IOException {
        HurriedRules.writeTo(directory);
        int port = FreePorts.pick(1).getFirst();
        Files.writeString(directory.resolve("prometheus.yml"), """
                global: { scrape_interval: 500ms, scrape_timeout: 500ms, evaluation_interval: 500ms }
                rule_files: [objectives.yml, alerts.yml]
                scrape_configs:
                  - job_name: services
                    metrics_path: %s/metrics
                    static_configs:
                      - { targets: ["%s"], labels: { service: %s } }
                """.formatted(
                        management.getPath(), management.getAuthority(), service));
        Process process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + directory.resolve("prometheus.yml"),
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        PrometheusServer server = new PrometheusServer(process, URI.create("http://127.0.0.1:" + port));
        // An increase is one from what was scraped before.
        await("a scrape").ignoreExceptions().until(server::scrapes);
        return server;
    }

    /** Whether the service answered the last scrape. */
    boolean scrapes() throws IOException, InterruptedException {
        return json.readTree(get("/api/v1/query?query=up").body())
                .at("/data/result/0/value/1")
                .asText()
                .equals("1");
    }

    /** The alert as often as it fires, with the labels that tell one from the other. */
    List<Firing> firing(String alert) throws IOException, InterruptedException {
        List<Firing> firing = new ArrayList<>();
        for (JsonNode active : json.readTree(get("/api/v1/alerts").body()).at("/data/alerts")) {
            if (active.at("/labels/alertname").asText().equals(alert)
                    && active.path("state").asText().equals("firing")) {
                Map<String, String> labels = new TreeMap<>();
                active.path("labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().asText()));
                firing.add(new Firing(labels, active.path("value").asDouble()));
            }
        }
        return firing;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
        http.close();
    }
}
