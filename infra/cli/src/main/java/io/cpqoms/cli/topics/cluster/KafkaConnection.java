package io.cpqoms.cli.topics.cluster;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;

/**
 * Where a cluster is and how one is let in.
 *
 * @param settings Kafka client properties: nothing on an open cluster, security settings on a secured one
 */
public record KafkaConnection(String bootstrap, Map<String, String> settings) {
    private static final String TIMEOUT_MILLIS = "20000";

    public static KafkaConnection open(String bootstrap) {
        return new KafkaConnection(bootstrap, Map.of());
    }

    public static KafkaConnection with(String bootstrap, Path clientProperties) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(clientProperties)) {
            properties.load(reader);
        } catch (IOException e) {
            throw CpqFailure.environment(
                    "can't read the client properties " + clientProperties + ": " + e.getMessage(), e);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return new KafkaConnection(bootstrap, settings);
    }

    /** The properties of any client of this cluster. */
    public Map<String, Object> clientSettings() {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return all;
    }

    public Admin admin() {
        Map<String, Object> all = clientSettings();
        all.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        all.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MILLIS);
        return Admin.create(all);
    }
}
