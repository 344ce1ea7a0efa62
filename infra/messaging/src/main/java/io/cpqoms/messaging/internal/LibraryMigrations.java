package io.cpqoms.messaging.internal;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/**
 * Migrates the library's tables whenever the service's Flyway migrates, just before it, and with a history of their own: the
 * library's next version is never below a service's.
 *
 * <p>It hangs on the service's Flyway and not on the start of the application, so that it also happens where a service migrates
 * by other means than {@code migrate-at-start}, and after a {@code clean}. Where nobody migrates, nothing is migrated here.
 */
@Singleton
class LibraryMigrations extends BaseCallback implements FlywayConfigurationCustomizer {

    private static final String HISTORY = "cpq_messaging_history";
    private static final String FOLDER = "db/messaging";

    /** The owner of the tables sees rows of all tenants only while it says this (V0_9). */
    private static final String MIGRATING = "set cpq.migrating = 'on'";

    private static final Set<Event> MOMENTS = EnumSet.of(Event.BEFORE_VALIDATE, Event.BEFORE_MIGRATE);
    private static final Set<MigrationState> NEWER =
            EnumSet.of(MigrationState.FUTURE_SUCCESS, MigrationState.FUTURE_FAILED);

    /**
     * Up to version 0.5 the library's migrations stood in the service's history. They are moved as they are, with rank and
     * checksum; those that somebody gave back to run the old release once more are taken out again. One statement, so that
     * it is one transaction; one instance at a time.
     */
    private static final String TAKE_OVER = """
            do $$
            begin
                perform pg_advisory_xact_lock(723019, 3);
                if to_regclass(quote_ident(current_schema()) || '.%1$s') is not null then
                    if to_regclass(quote_ident(current_schema()) || '.cpq_messaging_history') is null then
                        create table cpq_messaging_history (like %1$s including all);
                    end if;
                    with library as (
                        delete from %1$s where substring(script from '[^/]*$') in (%2$s) returning *)
                    insert into cpq_messaging_history
                        select * from library where version not in (select version from cpq_messaging_history);
                end if;
            end $$""";

    /** Before validation only what belongs to the library is taken out: who validates wants nothing migrated. */
    @Override
    public void handle(Event event, Context context) {
        Flyway library = library(context.getConfiguration());
        takeOver(library, context);
        if (event == Event.BEFORE_MIGRATE) {
            refuseNewerTables(library);
            library.migrate();
        }
    }

    @Override
    public void customize(FluentConfiguration service) {
        if (Arrays.stream(service.getLocations())
                .anyMatch(place -> place.getRootPath().equals(FOLDER))) {
            throw new FlywayException(
                    "Take " + FOLDER + " out of quarkus.flyway.locations: the messaging library migrates"
                            + " its tables itself, with a history of their own");
        }
        List<Callback> callbacks = new ArrayList<>(List.of(service.getCallbacks()));
        callbacks.add(this);
        service.callbacks(callbacks.toArray(Callback[]::new));
        // Here and not in a setting that somebody may replace: without it a migration would change no row, and succeed.
        service.initSql(Stream.of(service.getInitSql(), MIGRATING)
                .filter(sql -> sql != null && !sql.isBlank())
                .collect(Collectors.joining("; ")));
    }

    /** Nothing of the service's settings but where the tables are. */
    private static Flyway library(Configuration service) {
        FluentConfiguration library = Flyway.configure(LibraryMigrations.class.getClassLoader())
                .dataSource(service.getDataSource())
                .initSql(service.getInitSql())
                .schemas(service.getSchemas())
                .table(HISTORY)
                .locations("classpath:" + FOLDER)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true);
        return library.defaultSchema(service.getDefaultSchema()).load();
    }

    private static void takeOver(Flyway library, Context context) {
        String history = '"' + context.getConfiguration().getTable() + '"';
        String scripts = Arrays.stream(library.info().all())
                .map(MigrationInfo::getScript)
                .map(script -> "'" + script.substring(script.lastIndexOf('/') + 1) + "'")
                .collect(Collectors.joining(", "));
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(TAKE_OVER.formatted(history, scripts));
        } catch (SQLException e) {
            throw new FlywayException("The history of the messaging tables can't be prepared: " + e.getMessage(), e);
        }
    }

    /** Flyway would go on with a warning; but this release has never seen such tables. */
    private static void refuseNewerTables(Flyway library) {
        Arrays.stream(library.info().all())
                .filter(migration -> NEWER.contains(migration.getState()))
                .findFirst()
                .ifPresent(migration -> {
                    throw new FlywayException("The messaging tables of this database are at version "
                            + migration.getVersion() + ", which this release of the service doesn't know: start the"
                            + " release that brought them there, or a later one");
                });
    }

    @Override
    public boolean supports(Event event, Context context) {
        return MOMENTS.contains(event);
    }

    /** The library's migrations have transactions of their own. */
    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return false;
    }
}
