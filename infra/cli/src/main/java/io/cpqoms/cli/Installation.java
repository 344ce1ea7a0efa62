package io.cpqoms.cli;

import java.nio.file.Path;

/**
 * Where this checkout and its data lie, as the launcher passed them.
 *
 * @param root the checkout
 * @param home data, logs and secrets of the local platform
 */
public record Installation(Path root, Path home) {

    public static Installation current() {
        Path root =
                Path.of(System.getProperty("cpq.root", ".")).toAbsolutePath().normalize();
        String home = System.getProperty("cpq.home", root.resolve(".cpq").toString());
        return new Installation(root, Path.of(home).toAbsolutePath().normalize());
    }
}
