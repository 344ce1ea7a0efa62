package io.cpqoms.cli.supply;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Which entries of two jars are not the same; with none, the difference is in their times or their order. */
final class JarDifference {
    private JarDifference() {}

    static List<String> between(Path first, Path second) {
        if (!Files.exists(first) || !Files.exists(second)) {
            return List.of("only one build made it");
        }
        if (!first.toString().endsWith(".jar")) {
            return List.of();
        }
        Map<String, Long> left = checksums(first);
        Map<String, Long> right = checksums(second);
        Set<String> names = new TreeSet<>(left.keySet());
        names.addAll(right.keySet());
        List<String> differing = names.stream()
                .filter(name -> !left.getOrDefault(name, -1L).equals(right.getOrDefault(name, -1L)))
                .toList();
        return differing.isEmpty() ? List.of("times or order of entries") : differing;
    }

    private static Map<String, Long> checksums(Path jar) {
        Map<String, Long> checksums = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                checksums.put(entry.getName(), entry.getCrc());
            }
        } catch (IOException e) {
            return Map.of("unreadable: " + e.getMessage(), 0L);
        }
        return checksums;
    }
}
