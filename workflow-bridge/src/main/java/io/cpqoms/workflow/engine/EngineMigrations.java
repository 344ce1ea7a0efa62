package io.cpqoms.workflow.engine;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Puts the engine's schema among the SQL migrations; Quarkus does not find migrations written in Java by itself. */
@Singleton
class EngineMigrations implements FlywayConfigurationCustomizer {

    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.javaMigrations(new V1__EngineSchema());
    }
}
