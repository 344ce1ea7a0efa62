package io.cpqoms.cli.secrets;

import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.proof.Store;
import io.cpqoms.local.stack.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory of secrets that several users read, each only its own files: the owner keeps them all and gives each to the
 * group of its reader, which takes no privilege as long as the owner is a member of that group.
 */
final class SharedSecrets {
    private static final String BRIDGE = "workflow-bridge";
    private static final String FOR_A_GROUP = "rw-r-----";

    private final Secrets secrets;
    private final Path directory;

    private SharedSecrets(Secrets secrets, Path directory) {
        this.secrets = secrets;
        this.directory = directory;
    }

    static SharedSecrets in(Path home) {
        Secrets secrets = Secrets.in(home);
        secrets.tokens();
        return new SharedSecrets(secrets, home.resolve("secrets"));
    }

    void giveTo(Reader reader) {
        try {
            if (reader.name().equals(Reader.SERVER)) {
                giveDatabasePasswords(reader.group());
                return;
            }
            String database = reader.store().database();
            write(
                    reader.name() + ".properties",
                    "CPQ_DATABASE_USER=" + database + "\nCPQ_DATABASE_PASSWORD=" + secrets.databasePassword(database)
                            + "\n",
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

    private void giveDatabasePasswords(int group) throws IOException {
        secrets.databasePassword("postgres");
        restrict(directory.resolve("database-postgres.password"), group);
        for (Store store : Store.values()) {
            secrets.databasePassword(store.database());
            restrict(directory.resolve("database-" + store.database() + ".password"), group);
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
