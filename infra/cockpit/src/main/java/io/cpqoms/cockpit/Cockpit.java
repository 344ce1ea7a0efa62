package io.cpqoms.cockpit;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Serves Cockpit, Tasklist and Admin on the workflow bridge's engine database. It looks and lets people decide; the bridge does the
 * work, so this engine executes no job, deploys nothing and changes no schema.
 */
@SpringBootApplication
public class Cockpit {

    public static void main(String[] arguments) {
        SpringApplication cockpit = new SpringApplication(Cockpit.class);
        if (System.console() == null || !System.console().isTerminal()) {
            cockpit.setDefaultProperties(Map.of("logging.structured.format.console", "logstash"));
        }
        cockpit.run(arguments);
    }
}
