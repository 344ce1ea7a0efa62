package io.cpqoms.messaging.internal;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Opens what a relay works with: its own database session, outside the pool, and its own Kafka producer. */
@ApplicationScoped
public class RelayConnections {

    private final String url;
    private final Properties login = new Properties();
    private final Map<String, Object> broker;
    private final String service;

    RelayConnections(
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") String password,
            @ConfigProperty(name = "quarkus.application.name") String service,
            @Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.url = url;
        this.service = service;
        this.broker = broker;
        login.setProperty("user", user);
        login.setProperty("password", password);
        login.setProperty("ApplicationName", service + " outbox relay");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("connectTimeout", "5");
        // A relay that can't hear from its session within this time has lost the shard and must find that out.
        login.setProperty("socketTimeout", "30");
    }

    RelaySession session(int shard) throws SQLException {
        return new RelaySession(DriverManager.getConnection(url, login), shard);
    }

    RelayPublisher publisher(int shard, Set<String> parkedKeys) {
        return new RelayPublisher(broker, service, shard, parkedKeys);
    }
}
