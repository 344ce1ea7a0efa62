package io.cpqoms.cli.topics.access;

import io.cpqoms.cli.CpqFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The passwords of the principals, one file {@code kafka-<principal>.password} for each, which only its owner may read.
 * What is missing is generated.
 */
public record Credentials(Path directory) {
    private static final int PASSWORD_BYTES = 24;

    public String password(String principal) {
        Path file = directory.resolve("kafka-" + principal + ".password");
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(directory);
                byte[] random = new byte[PASSWORD_BYTES];
                new SecureRandom().nextBytes(random);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw CpqFailure.environment(
                    "can't keep the Kafka password of " + principal + " in " + directory + ": " + e.getMessage(), e);
        }
    }
}
