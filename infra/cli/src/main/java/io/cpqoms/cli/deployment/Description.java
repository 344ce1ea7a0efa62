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
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What must be known of a running platform to work with it.
 *
 * @param name how to speak of it
 * @param postgres host and port
 * @param forPeople where a person on the host finds the parts, if that is somewhere else
 * @param program how a person calls this program for it
 * @param home holds the directory {@code secrets} with the signing key and the databases' passwords
 */
record Description(String name, Endpoints endpoints, Endpoints forPeople, String program, String postgres, Path home) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+):-([^}]*)}");

    /** One that is looked at from where it is used. */
    Description(String name, Endpoints endpoints, String postgres, Path home) {
        this(name, endpoints, endpoints, "./cpq", postgres, home);
    }

    /** Reads a JSON file with one field for each part; {@code published} has them again, as the host publishes them. */
    static Description read(Path file) {
        return read(file, Map.of());
    }

    static Description read(Path file, Map<String, String> environment) {
        JsonNode json = parse(file, environment);
        Endpoints endpoints = endpoints(file, json);
        JsonNode published = json.path("published");
        return new Description(
                text(file, json, "name"),
                endpoints,
                published.isObject() ? endpoints(file, published) : endpoints,
                json.path("program").asText("./cpq"),
                text(file, json, "postgres"),
                Path.of(text(file, json, "home")));
    }

    private static Endpoints endpoints(Path file, JsonNode json) {
        return new Endpoints(
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
    }

    /** As Compose writes it: a variable of the environment, or what stands there for want of one. */
    private static String filled(String text, Map<String, String> environment) {
        return VARIABLE.matcher(text)
                .replaceAll(variable ->
                        Matcher.quoteReplacement(environment.getOrDefault(variable.group(1), variable.group(2))));
    }

    Platform platform() {
        return new Platform(endpoints, secrets().tokens());
    }

    Stores stores() {
        return new Stores(postgres, secrets()::databasePassword);
    }

    /** Empty where the secrets can't be read from here. */
    String cockpitLogin() {
        Path password = home.resolve("secrets/cockpit.password");
        return Files.isReadable(password) ? "login demo / " + secrets().cockpitPassword() : "";
    }

    private Secrets secrets() {
        Path key = home.resolve("secrets/jwt-private.pem");
        if (!Files.isReadable(key)) {
            throw CpqFailure.environment("the signing key of " + name + " can't be read: " + key);
        }
        return Secrets.in(home);
    }

    private static JsonNode parse(Path file, Map<String, String> environment) {
        try {
            return Json.parse(filled(Files.readString(file), environment));
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
