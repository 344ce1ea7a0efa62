package io.cpqoms.command.logging;

import java.io.Console;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Says whether a person reads what this process writes: {@code cpq.log.json} is true where none does. */
public final class OutsideOfATerminal implements ConfigSource {

    /** The setting; files refer to it. */
    public static final String JSON = "cpq.log.json";

    /** Below files and environment, all of which may say otherwise. */
    private static final int ORDINAL = 50;

    private final String json = Boolean.toString(!inTerminal());

    private static boolean inTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    @Override
    public Map<String, String> getProperties() {
        return Map.of(JSON, json);
    }

    @Override
    public Set<String> getPropertyNames() {
        return Set.of(JSON);
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public @Nullable String getValue(String name) {
        return name.equals(JSON) ? json : null;
    }

    @Override
    public String getName() {
        return "what this process writes to";
    }
}
