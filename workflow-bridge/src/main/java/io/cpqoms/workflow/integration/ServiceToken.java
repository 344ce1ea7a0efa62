package io.cpqoms.workflow.integration;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** The bridge's bearer token, from the file it was given; a renewed file is noticed at the next call. */
@ApplicationScoped
class ServiceToken {

    private final ServiceCalls settings;
    private volatile Held held = new Held("", FileTime.fromMillis(0));

    ServiceToken(ServiceCalls settings) {
        this.settings = settings;
    }

    String value() throws IOException {
        Path file = settings.tokenFile()
                .orElseThrow(
                        () -> new IOException("No service token: set CPQ_SERVICE_TOKEN_FILE to a file that holds one"));
        FileTime changed = Files.getLastModifiedTime(file);
        Held known = held;
        if (!changed.equals(known.changed())) {
            known = new Held(Files.readString(file).strip(), changed);
            held = known;
        }
        return known.token();
    }

    private record Held(String token, FileTime changed) {}
}
