package io.cpqoms.local.partners;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartnerSimulatorTest {
    private static final String PICK = "{\"key\":\"k1\",\"task\":\"pick\",\"orderId\":\"o1\",\"lineId\":\"l1\"}";

    private final HttpClient client = HttpClient.newHttpClient();
    private PartnerSimulator simulator;

    PartnerSimulatorTest() throws IOException {
        simulator = new PartnerSimulator(0);
    }

    @BeforeEach
    void startAfresh() throws IOException {
        simulator.close();
        simulator = new PartnerSimulator(0);
    }

    @AfterEach
    void stop() {
        simulator.close();
        client.close();
    }

    @Test
    void doesWorkOnceHoweverOftenItIsAsked() throws Exception {
        HttpResponse<String> first = send("POST", "/partners/warehouse/work", PICK);
        HttpResponse<String> again = send("POST", "/partners/warehouse/work", PICK);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(send("GET", "/partners/work?orderId=o1", "").body())
                .containsOnlyOnce("\"key\":\"k1\"")
                .contains("\"partner\":\"warehouse\"");
    }

    @Test
    void refusesAsPlannedAsOftenAsPlanned() throws Exception {
        send(
                "PUT",
                "/partners/warehouse/behaviour",
                "{\"latencyMillis\":0,\"failures\":[{\"task\":\"pick\",\"lineId\":\"l1\","
                        + "\"type\":\"inventory\",\"cause\":\"out of stock\",\"times\":1}]}");

        HttpResponse<String> refused = send("POST", "/partners/warehouse/work", PICK);
        HttpResponse<String> sameKey = send("POST", "/partners/warehouse/work", PICK);
        HttpResponse<String> nextAttempt = send("POST", "/partners/warehouse/work", PICK.replace("k1", "k2"));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).isEqualTo("{\"type\":\"inventory\",\"cause\":\"out of stock\"}");
        assertThat(sameKey.statusCode()).isEqualTo(422);
        assertThat(nextAttempt.statusCode()).isEqualTo(200);
    }

    @Test
    void letsWorkPassThatDiffersFromThePlannedRefusal() throws Exception {
        send(
                "PUT",
                "/partners/warehouse/behaviour",
                "{\"failures\":[{\"lineId\":\"l2\",\"type\":\"inventory\",\"cause\":\"out of stock\",\"times\":1}]}");

        assertThat(send("POST", "/partners/warehouse/work", PICK).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesAKeyThatWasUsedForOtherWork() throws Exception {
        send("POST", "/partners/billing/work", PICK);

        HttpResponse<String> other = send("POST", "/partners/billing/work", PICK.replace("pick", "pack"));

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("key k1 was used for other work");
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        HttpResponse<String> answer = send("POST", "/partners/warehouse/work", "{\"key\":\"k1\",\"task\":\"pick\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("orderId is missing");
    }

    @Test
    void knowsThreePartnersOnly() throws Exception {
        assertThat(send("POST", "/partners/bakery/work", PICK).body())
                .contains("no partner 'bakery'; there are [warehouse, provisioning, billing]");
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + simulator.port() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
