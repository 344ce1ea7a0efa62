package io.cpqoms.messaging.internal;

import io.cpqoms.messaging.Ids;
import io.cpqoms.messaging.MessagingConfig;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Properties;
import org.eclipse.microprofile.config.Config;

/** Opens what a relay works with: its own database session, outside the pool, and its own Kafka producer. */
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
        login.setProperty("ApplicationName", service + " outbox relay");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("connectTimeout", "5");
        // A relay that hears nothing from its session for so long has lost the shard long since; here it finds that
        // out.
        login.setProperty("socketTimeout", "20");
    }

    RelaySession session(int shard) throws SQLException {
        return new RelaySession(DriverManager.getConnection(url, login), shard, config.lease(), drills);
    }

    RelayPublisher publisher(int shard) {
        OutboxManifest.Source source = new OutboxManifest.Source(
                service, shard, mayProve() ? config.manifestMessages() : 0, config.manifestInterval());
        OutboxManifest manifest = new OutboxManifest(envelopes, new Ids(), Clock.systemUTC(), source);
        return new RelayPublisher(broker, service, shard, envelopes.registry(), manifest, drills);
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
