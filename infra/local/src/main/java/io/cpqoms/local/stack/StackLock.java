package io.cpqoms.local.stack;

import io.cpqoms.local.process.LocalStackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** At most one command changes a stack at a time; the kernel frees the lock of a killed one. */
final class StackLock implements AutoCloseable {
    private final FileChannel channel;

    private StackLock(FileChannel channel) {
        this.channel = channel;
    }

    static StackLock take(Path home) {
        Path file = home.resolve("lock");
        try {
            Files.createDirectories(home);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return new StackLock(channel);
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this JVM holds it: same answer.
            }
            channel.close();
        } catch (IOException e) {
            throw new LocalStackException("can't lock " + file + ": " + e.getMessage(), e);
        }
        throw new LocalStackException(
                "another command is starting or stopping the stack in " + home + "; wait for it to end");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new LocalStackException("can't unlock: " + e.getMessage(), e);
        }
    }
}
