package io.cpqoms.cli.verify;

import io.cpqoms.local.server.Trees;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What earlier builds have compiled. A quick build, such as the launcher's, compiles without error-prone and NullAway, and
 * Maven sees no reason to compile again what has not changed: the policy would pass over it.
 */
final class CompiledClasses {
    private CompiledClasses() {}

    /** Deletes the classes of every module below the root; jars and everything else that was built stays. */
    static void forget(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                String name = directory.getFileName().toString();
                if (name.equals("target")) {
                    Trees.delete(directory.resolve("classes"));
                    Trees.delete(directory.resolve("test-classes"));
                    return FileVisitResult.SKIP_SUBTREE;
                }
                boolean hidden = name.startsWith(".") && !directory.equals(root);
                return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }
        });
    }
}
