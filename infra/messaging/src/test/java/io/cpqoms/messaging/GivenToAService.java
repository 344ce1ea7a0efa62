package io.cpqoms.messaging;

import io.cpqoms.command.database.DatabaseConfig;
import io.cpqoms.command.retention.RetentionConfig;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Settings as a service gets them, with the mappings of the shared libraries and everything that Quarkus finds in these. */
record GivenToAService(Map<String, String> file, Map<String, String> environment) {

    static GivenToAService inItsFile(Map<String, String> settings) {
        return new GivenToAService(settings, Map.of());
    }

    static GivenToAService byItsEnvironment(Map<String, String> variables) {
        return new GivenToAService(Map.of(), variables);
    }

    /** Builds the configuration as the start of a service does. */
    SmallRyeConfig read() {
        return mapped().addDiscoveredCustomizers().build();
    }

    /** Reads it and answers what was logged of it meanwhile; empty where nothing was. */
    String warning() {
        return warningOf(this::read);
    }

    static String warningOf(Runnable reading) {
        StringBuilder told = new StringBuilder();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.append(record.getMessage()).append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.cpqoms.command.settings");
        logger.addHandler(handler);
        try {
            reading.run();
        } catch (ConfigValidationException refusedByQuarkus) {
            told.append(refusedByQuarkus.getMessage());
        } finally {
            logger.removeHandler(handler);
        }
        return told.toString();
    }

    /** The same without anything of ours that judges. */
    SmallRyeConfigBuilder mapped() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(MessagingConfig.class)
                .withMapping(MessagingConfig.Environment.class)
                .withMapping(MessagingConfig.Topics.class)
                .withMapping(DatabaseConfig.class)
                .withMapping(RetentionConfig.class)
                .withDefaultValue("quarkus.application.name", "order-service")
                .withSources(
                        new PropertiesConfigSource(file, "application.properties", 250),
                        new EnvConfigSource(environment, 300));
    }
}
