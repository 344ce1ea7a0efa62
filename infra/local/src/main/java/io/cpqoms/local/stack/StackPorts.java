package io.cpqoms.local.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cpqoms.local.process.FreePorts;
import io.cpqoms.local.process.LocalStackException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The ports of one stack: all of them set, all different. */
public record StackPorts(Map<StackPort, Integer> numbers) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HIGHEST = 65_535;

    public StackPorts {
        Set<StackPort> missing = EnumSet.allOf(StackPort.class);
        missing.removeAll(numbers.keySet());
        if (!missing.isEmpty()) {
            throw new LocalStackException("no port for " + missing);
        }
        Map<Integer, StackPort> owners = new HashMap<>();
        numbers.forEach((port, number) -> {
            StackPort other = owners.put(number, port);
            if (other != null) {
                throw new LocalStackException("port " + number + " is set for both " + other.label() + " and "
                        + port.label() + "; change " + port.variable());
            }
        });
        numbers = Map.copyOf(numbers);
    }

    /** The usual ports, each replaced by its {@code CPQ_PORT_…} variable or system property. */
    public static StackPorts configured() {
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            numbers.put(port, configured(port).orElse(port.usual()));
        }
        return new StackPorts(numbers);
    }

    /** Ports nobody uses, for stacks that run beside another one. */
    public static StackPorts free() {
        List<Integer> free = FreePorts.pick(StackPort.values().length);
        Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            numbers.put(port, free.get(port.ordinal()));
        }
        return new StackPorts(numbers);
    }

    public int of(StackPort port) {
        return numbers.getOrDefault(port, port.usual());
    }

    /** The port that has this number. */
    StackPort named(int number) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == number)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new LocalStackException("no port of this stack has the number " + number));
    }

    public URI http(StackPort port) {
        return URI.create("http://127.0.0.1:" + of(port));
    }

    void save(Path file) throws IOException {
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new EnumMap<>(numbers)));
    }

    static Optional<StackPorts> read(Path file) {
        try {
            Map<StackPort, Integer> numbers = new EnumMap<>(StackPort.class);
            numbers.putAll(JSON.readValue(Files.readAllBytes(file), new TypeReference<Map<StackPort, Integer>>() {}));
            for (StackPort port : StackPort.values()) {
                numbers.putIfAbsent(port, port.usual()); // a stack of an older checkout had fewer
            }
            return Optional.of(new StackPorts(numbers));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> configured(StackPort port) {
        return Optional.ofNullable(System.getProperty(port.property()))
                .or(() -> Optional.ofNullable(System.getenv(port.variable())))
                .map(text -> number(port, text));
    }

    private static int number(StackPort port, String text) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= 1 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the message that names the variable.
        }
        throw new LocalStackException(
                port.variable() + " is '" + text + "'; set it to a port number from 1 to " + HIGHEST);
    }
}
