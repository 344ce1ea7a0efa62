package io.cpqoms.local.stack;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a stack is to be: whose checkout, where its data lie, on which ports, with which members.
 *
 * @param root the platform's checkout, already built
 * @param home data, logs and secrets; {@code <root>/.cpq} unless several stacks run side by side
 * @param ports absent: the configured ones, or those the stack already runs on
 * @param only the members to start; absent: all
 * @param environment added to the environment of every service
 * @param secured whether Kafka asks who one is; a home that began secured stays so
 */
public record StackOptions(
        Path root,
        Path home,
        Optional<StackPorts> ports,
        Optional<Set<String>> only,
        Map<String, String> environment,
        boolean secured) {

    public static StackOptions of(Path root) {
        Path absolute = root.toAbsolutePath().normalize();
        return new StackOptions(
                absolute, absolute.resolve(".cpq"), Optional.empty(), Optional.empty(), Map.of(), false);
    }

    public StackOptions withHome(Path other) {
        return new StackOptions(root, other.toAbsolutePath().normalize(), ports, only, environment, secured);
    }

    public StackOptions withPorts(StackPorts chosen) {
        return new StackOptions(root, home, Optional.of(chosen), only, environment, secured);
    }

    public StackOptions withOnly(Set<String> members) {
        return new StackOptions(root, home, ports, Optional.of(Set.copyOf(members)), environment, secured);
    }

    public StackOptions withEnvironment(Map<String, String> added) {
        return new StackOptions(root, home, ports, only, Map.copyOf(added), secured);
    }

    public StackOptions withSecurity() {
        return new StackOptions(root, home, ports, only, environment, true);
    }

    Predicate<String> selection() {
        return name -> only.map(names -> names.contains(name)).orElse(true);
    }
}
