package io.cpqoms.testkit;

import io.cpqoms.local.process.FreePorts;
import io.cpqoms.local.process.LocalStackException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** The ports of one test JVM's servers: free ones, chosen once, and the same for every class loader. */
record TestPorts(Properties ports) {
    private static final List<String> NAMES = List.of(
            "postgres",
            "kafka",
            "kafka-controller",
            "kafka-detour",
            "kafka-detour-proxy",
            "opensearch",
            "opensearch-transport",
            "smtp",
            "mail-rest");

    /** Call it under {@link TestHome#lock()}. */
    static TestPorts in(TestHome home) {
        Path file = home.path().resolve("ports.properties");
        Properties ports = new Properties();
        try {
            if (Files.exists(file)) {
                try (Reader reader = Files.newBufferedReader(file)) {
                    ports.load(reader);
                }
                return new TestPorts(ports);
            }
            List<Integer> free = FreePorts.pick(NAMES.size());
            for (int i = 0; i < free.size(); i++) {
                ports.setProperty(NAMES.get(i), Integer.toString(free.get(i)));
            }
            try (Writer writer = Files.newBufferedWriter(file)) {
                ports.store(writer, null);
            }
            return new TestPorts(ports);
        } catch (IOException e) {
            throw new LocalStackException("can't keep the test ports in " + file + ": " + e.getMessage(), e);
        }
    }

    int of(String name) {
        return Integer.parseInt(ports.getProperty(name));
    }
}
