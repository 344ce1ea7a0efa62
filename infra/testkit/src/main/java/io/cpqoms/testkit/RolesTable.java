package io.cpqoms.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.cpqoms.local.stack.Tokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Holds a service to its table of who may call what: a Markdown table with an operation per line, a role per column and an x where
 * the role may. The API document must say the same, and the running service must do it.
 */
public final class RolesTable {
    private static final String TENANT = "roles";
    private static final String SERVICE = "service";
    private static final String UNKNOWN = "00000000-0000-7000-8000-000000000000";
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final Path file;
    private final List<String> roles;
    private final Map<String, Set<String>> table = new LinkedHashMap<>();

    /** @param file relative to the module */
    public RolesTable(Path file) {
        this.file = file;
        List<List<String>> rows = rows(file);
        this.roles = rows.getFirst().subList(1, rows.getFirst().size());
        for (List<String> row : rows.subList(2, rows.size())) {
            Set<String> allowed = new TreeSet<>();
            for (int i = 0; i < roles.size(); i++) {
                if (row.get(i + 1).equals("x")) {
                    allowed.add(roles.get(i));
                }
            }
            table.put(row.getFirst(), allowed);
        }
    }

    /**
     * Fails with the operations whose roles differ, and those that only one of them has.
     *
     * @throws AssertionError when the document says something else
     */
    public void requireIn(String openApi) {
        Map<String, Set<String>> documented = documented(openApi);
        Set<String> operations = new TreeSet<>(documented.keySet());
        operations.addAll(table.keySet());
        requireNone(operations.stream()
                .filter(operation -> !Optional.ofNullable(table.get(operation))
                        .equals(Optional.ofNullable(documented.get(operation))))
                .map(operation -> "%s: %s in the table, %s in the document"
                        .formatted(operation, table.get(operation), documented.get(operation)))
                .toList());
    }

    /**
     * Calls every operation as every role, without a role, without a token and with one that was made for another system. Nothing comes
     * of it: ids are unknown, bodies empty, keys missing.
     *
     * @throws AssertionError when a role may what the table forbids, or may not what it allows
     */
    public void requireObeyedBy(URI service) {
        List<String> wrong = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (Map.Entry<String, Set<String>> row : table.entrySet()) {
                Walk walk = new Walk(client, service, row.getKey());
                for (String role : roles) {
                    int status = walk.status(Optional.of(token(role)), role.equals(SERVICE));
                    boolean allowed = row.getValue().contains(role);
                    boolean obeyed = allowed ? status != 401 && status != 403 && status < 500 : status == 403;
                    note(obeyed, wrong, row.getKey(), allowed ? "allowed " + role : "forbidden " + role, status);
                }
                int nobody = walk.status(Optional.of(person(Set.of())), false);
                note(nobody == 403, wrong, row.getKey(), "a token without roles", nobody);
                int stranger = walk.status(Optional.of(madeForAnotherSystem()), false);
                note(stranger == 401, wrong, row.getKey(), "a token for another audience", stranger);
                int anonymous = walk.status(Optional.empty(), false);
                note(anonymous == 401, wrong, row.getKey(), "no token", anonymous);
            }
        }
        requireNone(wrong);
    }

    private void requireNone(List<String> wrong) {
        if (!wrong.isEmpty()) {
            throw new AssertionError("not as " + file + " says:\n" + String.join("\n", wrong));
        }
    }

    private static void note(boolean right, List<String> wrong, String operation, String who, int status) {
        if (!right) {
            wrong.add("%s, %s: %d".formatted(operation, who, status));
        }
    }

    private static Map<String, Set<String>> documented(String openApi) {
        Map<String, Set<String>> documented = new TreeMap<>();
        try {
            JsonNode document = new YAMLMapper().readTree(openApi);
            document.path("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().stream()
                            .filter(operation -> METHODS.contains(operation.getKey()))
                            .forEach(operation -> documented.put(
                                    operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                    documentedRoles(operation.getValue()))));
        } catch (IOException e) {
            throw new AssertionError("can't read the API document: " + e.getMessage(), e);
        }
        return documented;
    }

    private static Set<String> documentedRoles(JsonNode operation) {
        Set<String> named = new TreeSet<>();
        operation
                .path("security")
                .forEach(scheme -> scheme.forEach(list -> list.forEach(role -> named.add(role.asText()))));
        return named;
    }

    private static List<List<String>> rows(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("|"))
                    .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                            .map(String::strip)
                            .toList())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError("can't read the table of roles: " + e.getMessage(), e);
        }
    }

    private static String token(String role) {
        return role.equals(SERVICE) ? TokenIssuer.tokens().service("roles-walk") : person(Set.of(role));
    }

    private static String person(Set<String> roles) {
        return TokenIssuer.tokens().user("roles-walk", TENANT, roles);
    }

    private String madeForAnotherSystem() {
        Tokens tokens = TokenIssuer.tokens();
        ObjectNode claims = tokens.claims("roles-walk", TENANT, Set.copyOf(roles));
        return tokens.sign(claims.put("aud", "another-system"));
    }

    /** One operation, called again and again. */
    private record Walk(HttpClient client, URI service, String operation) {
        int status(Optional<String> token, boolean namesTenant) {
            String method = operation.substring(0, operation.indexOf(' '));
            String path = operation.substring(operation.indexOf(' ') + 1).replaceAll("\\{[^}]+}", UNKNOWN);
            HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
            token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
            if (namesTenant) {
                request.header("Cpq-Tenant", TENANT);
            }
            if (!method.equals("GET")) {
                request.header("Content-Type", "application/json");
            }
            request.method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"));
            try {
                return client.send(request.build(), BodyHandlers.discarding()).statusCode();
            } catch (IOException e) {
                throw new AssertionError("no answer to " + operation + ": " + e.getMessage(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted at " + operation, e);
            }
        }
    }
}
