package io.cpqoms.cli.settings;

import java.util.Optional;

/**
 * A setting as its mapping declares it.
 *
 * @param type the Java type of its value, such as {@code Duration}
 * @param bounds what it may be, in words; empty where nothing bounds it
 * @param below the setting that it must be below
 * @param meaning its Javadoc; empty where it has none
 */
record DeclaredSetting(
        String name, String type, Optional<String> standard, String bounds, Optional<String> below, String meaning) {

    String variable() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
    }

    /** Whether it has a size, which must be bounded at both ends. */
    boolean isMeasured() {
        return type.equals("Duration") || type.equals("int") || type.equals("long");
    }
}
