package io.cpqoms.testkit;

import static io.cpqoms.testkit.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The servers that tests get, embedded or as containers: {@code -Dservers} decides. */
@Tag("ENG-03")
class TestServersIT {
    @Test
    void givesADatabaseThatIsEmptyAtEveryApplicationStart() {
        PostgresServer resource = new PostgresServer();
        resource.init(Map.of("database", "kit"));
        resource.start();
        PostgresServer.rows("kit").execute("create table t (n int)");

        resource.start();

        assertThat(PostgresServer.rows("kit").number("select count(*) from pg_tables where tablename = 't'"))
                .isZero();
    }

    @Test
    void keepsWhatWasCommittedWhenPostgresIsKilled() throws Exception {
        PostgresServer resource = new PostgresServer();
        resource.init(Map.of("database", "killed"));
        resource.start();
        Rows rows = PostgresServer.rows("killed");
        rows.execute("create table fact (n int)");
        rows.execute("insert into fact select generate_series(1, 1000)");
        try (Connection busy = rows.open()) {
            assertThat(busy.isValid(1)).isTrue();
            TestServers servers = TestServers.ofThisJvm();

            servers.kill(TestServers.Server.POSTGRES);
            await().until(() -> !servers.isRunning(TestServers.Server.POSTGRES));

            assertThat(PostgresServer.rows("killed").number("select count(*) from fact"))
                    .isEqualTo(1000);
        }
    }

    @Test
    void carriesRecordsOnTheRegisteredTopicsOnly() {
        new KafkaBroker().start();
        TopicRecords records = KafkaBroker.records();

        records.publish("cpq.quote.events.v1", "acme:quote:1", "{}");

        assertThat(records.readToEnd("cpq.quote.events.v1"))
                .anySatisfy(record -> assertThat(record.key()).isEqualTo("acme:quote:1"));
    }

    @Test
    void answersSearchRequests() throws Exception {
        String address = new OpenSearchNode().start().get("CPQ_OPENSEARCH_URL");

        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> created = client.send(
                    HttpRequest.newBuilder(URI.create(address + "/kit"))
                            .timeout(Duration.ofSeconds(20))
                            .PUT(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(created.body()).contains("\"acknowledged\":true");
        }
    }

    @Test
    void showsTheMailsItTook() throws Exception {
        Map<String, String> settings = new MailSink().start();

        SmtpClient.send(Integer.parseInt(settings.get("CPQ_SMTP_PORT")), "ann@example.org", "Your quote");

        await().untilAsserted(() -> assertThat(MailSink.mails().to("ann@example.org"))
                .extracting(Mails.Mail::subject)
                .containsExactly("Your quote"));
    }

    @Test
    void mintsTokensInThreeParts() {
        new TokenIssuer().start();

        assertThat(TokenIssuer.tokens().service("workflow-bridge").split("\\.")).hasSize(3);
    }
}
