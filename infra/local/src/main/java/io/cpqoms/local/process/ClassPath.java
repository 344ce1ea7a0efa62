package io.cpqoms.local.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.Set;

/** The jars or directories that classes were loaded from, as a class path for a child JVM. */
public final class ClassPath {
    private ClassPath() {}

    public static String of(Class<?>... classes) {
        Set<String> entries = new LinkedHashSet<>();
        for (Class<?> type : classes) {
            CodeSource source = type.getProtectionDomain().getCodeSource();
            try {
                entries.add(Path.of(source.getLocation().toURI()).toString());
            } catch (URISyntaxException e) {
                throw new IllegalStateException("not a file: " + source.getLocation(), e);
            }
        }
        return String.join(File.pathSeparator, entries);
    }
}
