package io.cpqoms.cli.deployment;

import io.cpqoms.cli.client.Endpoints;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.proof.Stores;
import java.nio.file.Path;
import java.util.Map;

/** A platform that somebody else runs and a file describes. */
public final class DescribedTarget implements Target {
    private final Description description;

    public DescribedTarget(Path file) {
        this(file, System.getenv());
    }

    /** @param environment fills the file's variables */
    public DescribedTarget(Path file, Map<String, String> environment) {
        this.description = Description.read(file, environment);
    }

    @Override
    public void up(Console console) {
        console.line("Running against " + description.name() + ".");
    }

    @Override
    public void down() {
        // It is not ours to stop.
    }

    @Override
    public Endpoints endpoints() {
        return description.endpoints();
    }

    @Override
    public Platform platform() {
        return description.platform();
    }

    @Override
    public Stores stores() {
        return description.stores();
    }

    @Override
    public Endpoints forPeople() {
        return description.forPeople();
    }

    @Override
    public String program() {
        return description.program();
    }

    @Override
    public String cockpitLogin() {
        return description.cockpitLogin();
    }

    @Override
    public String parting() {
        return "It runs on: nothing was started, nothing is stopped.";
    }
}
