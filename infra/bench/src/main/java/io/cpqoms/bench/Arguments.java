package io.cpqoms.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** Arguments as {@code --name=value}: those that are known, each with a default. */
final class Arguments {

    private final Map<String, String> values = new LinkedHashMap<>();

    private Arguments() {}

    /** @param defaults as {@code name=value} */
    static Arguments withDefaults(String... defaults) {
        Arguments arguments = new Arguments();
        for (String pair : defaults) {
            String[] parts = pair.split("=", 2);
            arguments.values.put(parts[0], parts[1]);
        }
        return arguments;
    }

    /** @throws IllegalArgumentException that says which one is not known and which are */
    void read(String... arguments) {
        for (String argument : arguments) {
            String[] pair = argument.replaceFirst("^--", "").split("=", 2);
            if (pair.length != 2 || !values.containsKey(pair[0])) {
                throw new IllegalArgumentException(
                        argument + " is not known; there are " + values.keySet() + ", each as --name=value");
            }
            values.put(pair[0], pair[1]);
        }
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    int number(String name) {
        String value = text(name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--" + name + " must be a whole number, was " + value, e);
        }
    }
}
