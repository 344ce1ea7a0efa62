package io.cpqoms.cli.secrets;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.local.server.Database;
import io.cpqoms.local.stack.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * A directory of secrets that several users read, each only its own files: the owner keeps them all and gives each to the
 * group of its reader, which takes no privilege as long as the owner is a member of that group.
 */
final class SharedSecrets {
    private static final String BRIDGE = "workflow-bridge";
    private static final String FOR_A_GROUP = "rw-r-----";

    private final Secrets secrets;
    private final Path directory;
    private final Optional<BrokerSecrets> broker;

    private SharedSecrets(Secrets secrets, Optional<BrokerSecrets> broker) {
        this.secrets = secrets;
        this.directory = secrets.directory();
        this.broker = broker;
    }

    /** @param secured whether the broker asks who one is */
    static SharedSecrets in(Path home, boolean secured) {
        Secrets secrets = Secrets.in(home);
        secrets.tokens();
        Optional<BrokerSecrets> broker = secured ? Optional.of(BrokerSecrets.in(secrets)) : Optional.empty();
        return new SharedSecrets(secrets, broker);
    }

    void giveTo(Reader reader) {
        try {
            if (reader.name().equals(Reader.SERVER)) {
                giveDatabasePasswords(reader.group());
                return;
            }
            if (reader.name().equals(Reader.BROKER)) {
                for (Path file : broker.orElseThrow().forBroker()) {
                    restrict(file, reader.group());
                }
                return;
            }
            String database = reader.store().database();
            write(
                    reader.name() + ".properties",
                    (reader.isService() ? logins(database) : serviceLogin(database))
                            + brokerLogin(reader)
                            + cockpitLogins(reader),
                    reader.group());
            if (reader.name().equals(BRIDGE)) {
                restrict(secrets.serviceToken(BRIDGE), reader.group());
            }
        } catch (IOException e) {
            throw CpqFailure.environment(
                    "the secrets of " + reader.name() + " can't be given to group " + reader.group() + " ("
                            + e.getMessage() + "); the one who runs this must be a member of that group",
                    e);
        }
    }

    /** Others may look for a file of theirs; the names are no secret. */
    void openDirectory() {
        try {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw CpqFailure.environment("can't set the permissions of " + directory + ": " + e.getMessage(), e);
        }
    }

    /** With the third one a replay that only validates can't write, whatever its handler tries. */
    private String logins(String database) {
        return serviceLogin(database)
                + login("CPQ_DATABASE_OWNER", "CPQ_DATABASE_OWNER_PASSWORD", database)
                + login(
                        "cpq.messaging.replay.reader-username",
                        "cpq.messaging.replay.reader-password",
                        Database.readerOf(database));
    }

    private String serviceLogin(String database) {
        return login("CPQ_DATABASE_USER", "CPQ_DATABASE_PASSWORD", Database.serviceOf(database));
    }

    private String login(String nameSetting, String passwordSetting, String role) {
        return nameSetting + "=" + role + "\n" + passwordSetting + "=" + secrets.databasePassword(role) + "\n";
    }

    private String cockpitLogins(Reader reader) {
        return reader.isCockpit()
                ? "CPQ_COCKPIT_PASSWORD=" + secrets.cockpitPassword() + "\nCPQ_COCKPIT_ADMINISTRATOR_PASSWORD="
                        + secrets.cockpitAdministratorPassword() + "\n"
                : "";
    }

    private String brokerLogin(Reader reader) {
        return broker.filter(secured -> reader.isService())
                .map(secured -> secured.serviceProperties(reader.name()))
                .orElse("");
    }

    private void giveDatabasePasswords(int group) throws IOException {
        secrets.databasePassword("postgres");
        restrict(directory.resolve("database-postgres.password"), group);
        for (Store store : Store.values()) {
            for (String role : List.of(
                    store.database(), Database.serviceOf(store.database()), Database.readerOf(store.database()))) {
                secrets.databasePassword(role);
                restrict(directory.resolve("database-" + role + ".password"), group);
            }
        }
    }

    private void write(String name, String content, int group) throws IOException {
        Path fresh = Files.createTempFile(
                directory,
                "fresh",
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, content);
        restrict(fresh, group);
        Files.move(fresh, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void restrict(Path file, int group) throws IOException {
        Files.setAttribute(file, "unix:gid", group);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FOR_A_GROUP));
    }
}
