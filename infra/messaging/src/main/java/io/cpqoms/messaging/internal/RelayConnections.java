package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.MessagingConfig;
import io.cpqoms.values.Ids;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;

/** Opens what a relay works with: its own database session, outside the pool, and its own Kafka producers. */
@ApplicationScoped
public class RelayConnections {

    private final String url;
    private final Properties login = new Properties();
    private final Map<String, Object> broker;
    private final String service;
    private final MessagingConfig.Outbox config;
    private final Envelopes envelopes;
    private final DrillPoints drills;

    RelayConnections(
            Config settings,
            MessagingConfig config,
            Envelopes envelopes,
            DrillPoints drills,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.url = settings.getValue("quarkus.datasource.jdbc.url", String.class);
        this.service = settings.getValue("quarkus.application.name", String.class);
        this.config = config.outbox();
        this.envelopes = envelopes;
        this.drills = drills;
        this.broker = broker;
        login.setProperty("user", settings.getValue("quarkus.datasource.username", String.class));
        login.setProperty("password", settings.getValue("quarkus.datasource.password", String.class));
        // It moves the messages of all tenants.
        login.setProperty("options", "-c role=cpq_platform");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("connectTimeout", "5");
        login.setProperty("logServerErrorDetail", "false");
        // A relay that hears nothing from its session for so long has lost the shard long since; here it finds that
        // out.
        login.setProperty("socketTimeout", "20");
    }

    RelaySession session(int shard) throws SQLException {
        return new RelaySession(open(), shard, config.lease(), drills);
    }

    /** A session of its own with the database. */
    Connection open() throws SQLException {
        return open("outbox relay");
    }

    private Connection open(String purpose) throws SQLException {
        Properties named = new Properties();
        named.putAll(login);
        named.setProperty("ApplicationName", service + " " + purpose);
        return DriverManager.getConnection(url, named);
    }

    /** Hears what other instances committed to the shard, in a session of its own. */
    RelayNotices notices(int shard, AfterCommit bell) {
        return RelayNotices.listen(shard, () -> open("outbox listener"), bell);
    }

    /** What the holder of the shard works with, once it knows its position. */
    RelayParts parts(RelaySession session, RelayMetrics metrics) {
        int shard = session.shard();
        OutboxManifest.Source source = new OutboxManifest.Source(
                service, shard, mayProve() ? config.manifestMessages() : 0, config.manifestInterval());
        SideProducer side = new SideProducer(broker, service, shard, config);
        HeldTopics held = new HeldTopics(side::probe, config.topicProbe(), System::nanoTime);
        RowGate gate = new RowGate(envelopes.registry(), held);
        try {
            RelayPublisher.Sender sender = new RelayPublisher.Sender(service, shard, session.term(), session.lease());
            return new RelayParts(
                    new RelayPublisher(broker, sender, gate, held, drills, config.topicWait()),
                    gate,
                    held,
                    new ManifestWay(
                            new OutboxManifest(envelopes, new Ids(), Clock.systemUTC(), source),
                            side::send,
                            metrics,
                            config.manifestTimeout(),
                            System::nanoTime),
                    side);
        } catch (RuntimeException e) {
            // A publisher that can't be opened is tried again and again; each try must not leave a producer behind.
            side.close();
            throw e;
        }
    }

    /** A service that the registry doesn't let write manifests publishes without. */
    private boolean mayProve() {
        return envelopes
                .registry()
                .find(OutboxManifest.TOPIC)
                .filter(topic -> topic.producers().contains(service))
                .isPresent();
    }
}
