package io.cpqoms.cli.demo;

import io.cpqoms.cli.Installation;
import io.cpqoms.cli.deployment.ComposeTarget;
import io.cpqoms.cli.deployment.DescribedTarget;
import io.cpqoms.cli.deployment.Target;
import io.cpqoms.cli.stack.LocalPlatform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code --target}: a name, or the file that describes a platform. */
final class TargetOption implements ITypeConverter<Supplier<Target>> {
    static final String LOCAL = "local";
    private static final String COMPOSE = "compose";

    static Supplier<Target> local() {
        return () -> LocalPlatform.of(Installation.current());
    }

    @Override
    public Supplier<Target> convert(String value) {
        if (value.equals(LOCAL)) {
            return local();
        }
        if (value.equals(COMPOSE)) {
            return () -> ComposeTarget.of(Installation.current());
        }
        Path file = Path.of(value);
        if (Files.isRegularFile(file)) {
            return () -> new DescribedTarget(file);
        }
        throw new TypeConversionException(
                "'" + value + "' is no target; there are " + LOCAL + ", " + COMPOSE + " and files that describe one");
    }
}
