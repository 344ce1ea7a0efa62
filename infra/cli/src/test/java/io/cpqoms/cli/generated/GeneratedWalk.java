package io.cpqoms.cli.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.demo.Parties;
import io.cpqoms.local.stack.LocalStack;
import io.cpqoms.local.stack.StackPort;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URLClassLoader;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Generates the clients, holds what came out to what a person would have written, and walks the demo's path with them. */
public final class GeneratedWalk {

    private static final Map<String, StackPort> SERVICES = Map.of(
            "quote", StackPort.QUOTE,
            "order", StackPort.ORDER,
            "workflow", StackPort.WORKFLOW,
            "search", StackPort.SEARCH,
            "notification", StackPort.NOTIFICATION,
            "audit", StackPort.AUDIT);

    private static final String TENANT = "generated";
    private static final String BETA = "OpenAPI 3.1 support is still in beta";
    private static final Pattern NAME_FOR_WANT_OF_ONE = Pattern.compile(".*([Ii]nline|\\d|View|(All|Any|One)Of).*");
    private static final Pattern UNTYPED = Pattern.compile("\\bprivate (\\w+<)*Object>* \\w+\\s*[;=]");
    private static final Set<String> OF_THE_GENERATOR_ITSELF = Set.of("AbstractOpenApiSchema");

    private final LocalStack stack;
    private final GeneratedClients clients;

    public GeneratedWalk(LocalStack stack, Path place) throws IOException {
        this.stack = stack;
        this.clients = new GeneratedClients(place);
    }

    /** The generator complains of nothing, and every type has a name and members of known types. */
    public void generate() throws IOException, InterruptedException {
        String said = clients.generate();

        assertThat(said.lines().filter(line -> line.contains(" WARN ") || line.contains(" ERROR ")))
                .as("what the generator complains of")
                .allMatch(line -> line.contains(BETA));
        List<Path> models = clients.sources().stream()
                .filter(file -> file.getParent().endsWith("model"))
                .toList();
        assertThat(models).hasSizeGreaterThan(70);
        assertThat(models.stream().map(GeneratedWalk::typeName).filter(NAME_FOR_WANT_OF_ONE.asMatchPredicate()))
                .as("types without a name of their own")
                .isEmpty();
        assertThat(clients.sources().stream()
                        .filter(file -> file.getParent().endsWith("model")
                                || file.getParent().endsWith("api"))
                        .filter(file -> !OF_THE_GENERATOR_ITSELF.contains(typeName(file)))
                        .filter(file -> UNTYPED.matcher(read(file)).find()))
                .as("types with members, and operations with parameters, of nobody knows what")
                .isEmpty();
        assertThat(clients.sources().stream().map(GeneratedWalk::read).flatMap(GeneratedWalk::operations))
                .as("operations, called by a verb and what it is done to")
                .hasSizeGreaterThan(30)
                .allMatch(name -> name.matches("[a-z]+([A-Z][a-z]+)+") && !name.matches(".*(Get|Post|Put|Delete)"));
    }

    /** As the persons of a tenant of its own. */
    public void walk() throws Exception {
        try (URLClassLoader loader = clients.compiled()) {
            BiFunction<String, String, Object> client = (service, role) -> client(loader, service, role);
            Object path = loader.loadClass("io.cpqoms.cli.generated.DemoPath")
                    .getConstructor(BiFunction.class)
                    .newInstance(client);
            path.getClass().getMethod("walk").invoke(path);
        } catch (InvocationTargetException failed) {
            throw new AssertionError("the generated clients don't walk the path", failed.getCause());
        }
    }

    private Object client(ClassLoader loader, String service, String role) {
        String token = stack.tokens().user(role + "-1", TENANT, Set.of(role, Parties.MANAGERS));
        URI address = stack.ports().http(SERVICES.get(service));
        Consumer<HttpRequest.Builder> bearer = request -> request.header("Authorization", "Bearer " + token);
        try {
            Class<?> type = loader.loadClass("client." + service + ".ApiClient");
            Object client = type.getConstructor().newInstance();
            type.getMethod("updateBaseUri", String.class).invoke(client, address.toString());
            type.getMethod("setRequestInterceptor", Consumer.class).invoke(client, bearer);
            return client;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("there is no client of " + service, e);
        }
    }

    private static Stream<String> operations(String source) {
        return Pattern.compile("public ApiResponse<\\w+> (\\w+)WithHttpInfo\\(API")
                .matcher(source)
                .results()
                .map(method -> method.group(1))
                .distinct();
    }

    private static String typeName(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " is not readable", e);
        }
    }
}
