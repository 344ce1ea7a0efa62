package io.cpqoms.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout lies that these tests belong to. */
public final class Checkout {
    private Checkout() {}

    public static Path root() {
        Path directory =
                Path.of(System.getProperty("cpq.root", "")).toAbsolutePath().normalize();
        while (!Files.exists(directory.resolve("infra/topics/kafka-topics.yaml"))) {
            directory = directory.resolve("..").normalize();
        }
        return directory;
    }

    /** The files of the sample, as they come with the program. */
    public static Path northwind() {
        return root().resolve("infra/cli/src/main/resources/io/cpqoms/cli/northwind/sample");
    }
}
