package io.cpqoms.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every topic registry on the class path: the platform's, and the proposal of a service that it does not know yet. */
final class RegistryFiles {
    private static final String NAME = "cpq-topics/kafka-topics.yaml";

    private RegistryFiles() {}

    static List<JsonNode> onTheClassPath() {
        try {
            List<JsonNode> registries = new ArrayList<>();
            for (URL file : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(NAME))) {
                try (InputStream yaml = file.openStream()) {
                    registries.add(new ObjectMapper(new YAMLFactory()).readTree(yaml));
                }
            }
            if (registries.isEmpty()) {
                throw new IllegalStateException(NAME + " is not on the class path; depend on cpq-topics");
            }
            return registries;
        } catch (IOException e) {
            throw new IllegalStateException(NAME + " is not readable: " + e.getMessage(), e);
        }
    }
}
