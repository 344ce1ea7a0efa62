package io.cpqoms.testkit;

import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.server.Database;
import io.cpqoms.local.server.DatabaseSetup;
import java.sql.SQLException;

/**
 * A running PostgreSQL as tests need it: one database with its logins for each application.
 *
 * @param address {@code host:port}
 */
public record DatabaseServer(String address, String superuserPassword) {
    private static final String SUPERUSER = "postgres";

    public String url(String database) {
        return "jdbc:postgresql://" + address + "/" + database;
    }

    /** Creates the database with its logins, or gives the existing roles these passwords. */
    public void create(Database database) {
        try {
            DatabaseSetup.create(url(SUPERUSER), SUPERUSER, superuserPassword, database);
            // Tests wait for what the service's sessions wait for, and end them; they look through the owner's eyes.
            new Rows(url(SUPERUSER), SUPERUSER, superuserPassword)
                    .execute("grant pg_read_all_stats, pg_signal_backend to " + database.name());
            // And ask for plans as the service's.
            new Rows(url(SUPERUSER), SUPERUSER, superuserPassword)
                    .execute("grant cpq_service to " + database.name() + " with inherit false, set true");
        } catch (SQLException e) {
            throw new LocalStackException("can't create database " + database.name() + ": " + e.getMessage(), e);
        }
    }

    /** Drops the database, if there is one, with the connections to it. */
    public void drop(String database) {
        try {
            DatabaseSetup.drop(url(SUPERUSER), SUPERUSER, superuserPassword, database);
        } catch (SQLException e) {
            throw new LocalStackException("can't drop database " + database + ": " + e.getMessage(), e);
        }
    }

    boolean accepts() {
        return DatabaseSetup.accepts(url(SUPERUSER), SUPERUSER, superuserPassword);
    }
}
