package io.cpqoms.testkit.standby;

import io.cpqoms.testkit.Rows;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Copies the files of a running server as pg_basebackup does, which the embedded distribution does not carry. */
final class BaseBackup {

    /** What a copy makes anew, or must not believe. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_wal",
            "pg_replslot",
            "pg_dynshmem",
            "pg_notify",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans");

    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "standby.signal",
            "recovery.signal",
            "backup_label",
            "postgresql.auto.conf");

    private BaseBackup() {}

    /** The log that belongs to it comes from the server's archive or from itself. */
    static void of(Rows superuser, Path from, Path to) throws IOException {
        try (Connection connection = superuser.open();
                Statement session = connection.createStatement()) {
            session.execute("select pg_backup_start('testkit', true)");
            copy(from, to);
            try (ResultSet label = session.executeQuery("select labelfile from pg_backup_stop(false)")) {
                label.next();
                Files.writeString(to.resolve("backup_label"), label.getString(1));
            }
        } catch (SQLException e) {
            throw new IOException("no backup could be made: " + e.getMessage(), e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                Path copy = to.resolve(from.relativize(directory));
                Files.createDirectories(copy);
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path place = from.relativize(file);
                boolean emptied = EMPTIED.contains(place.getName(0).toString());
                if (!emptied && !LEFT_OUT.contains(place.toString())) {
                    copyFile(file, to.resolve(place));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
        // What was set on the other server while it ran, such as whom its commits wait for, is not for the copy.
        Files.writeString(to.resolve("postgresql.auto.conf"), "");
    }

    /** A file that the server has deleted meanwhile is not missed: its log says so too. */
    private static void copyFile(Path file, Path to) throws IOException {
        try {
            Files.copy(file, to);
        } catch (NoSuchFileException gone) {
            Files.deleteIfExists(to);
        }
    }
}
