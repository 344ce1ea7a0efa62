package io.cpqoms.cli.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.client.Endpoints;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.proof.Stores;
import io.cpqoms.local.stack.Secrets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What must be known of a running platform to work with it.
 *
 * @param name how to speak of it
 * @param postgres host and port
 * @param home holds the directory {@code secrets} with the signing key and the databases' passwords
 */
record Description(String name, Endpoints endpoints, String postgres, Path home) {

    /** Reads a JSON file with one field for each part. */
    static Description read(Path file) {
        JsonNode json = parse(file);
        Endpoints endpoints = new Endpoints(
                address(file, json, "quote"),
                address(file, json, "order"),
                address(file, json, "workflow"),
                address(file, json, "search"),
                address(file, json, "notification"),
                address(file, json, "audit"),
                address(file, json, "partners"),
                address(file, json, "mailSink"),
                address(file, json, "openSearch"),
                address(file, json, "cockpit"),
                text(file, json, "kafka"));
        return new Description(
                text(file, json, "name"), endpoints, text(file, json, "postgres"), Path.of(text(file, json, "home")));
    }

    Platform platform() {
        return new Platform(endpoints, secrets().tokens());
    }

    Stores stores() {
        return new Stores(postgres, secrets()::databasePassword);
    }

    private Secrets secrets() {
        Path key = home.resolve("secrets/jwt-private.pem");
        if (!Files.isReadable(key)) {
            throw CpqFailure.environment("the signing key of " + name + " can't be read: " + key);
        }
        return Secrets.in(home);
    }

    private static JsonNode parse(Path file) {
        try {
            return Json.parse(Files.readString(file));
        } catch (JsonProcessingException e) {
            throw CpqFailure.environment(file + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw CpqFailure.environment("the target's description can't be read: " + file, e);
        }
    }

    private static URI address(Path file, JsonNode json, String field) {
        String text = text(file, json, field);
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw CpqFailure.environment(file + ": " + field + " is no address: " + text, e);
        }
    }

    private static String text(Path file, JsonNode json, String field) {
        String text = json.path(field).asText();
        if (text.isBlank()) {
            throw CpqFailure.environment(file + " lacks the field " + field);
        }
        return text;
    }
}
