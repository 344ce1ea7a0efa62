package io.cpqoms.cli.stack;

import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.demo.Await;
import io.cpqoms.local.process.LogLine;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of one log file, and what is added to it. */
final class LogTail {
    /** Enough for the lines anybody wants to see; a log may be far larger than memory. */
    private static final int MOST_BYTES = 1 << 20;

    private static final long LOOK_EVERY_MILLIS = 200;

    private final Path file;
    private final Console console;
    private long position;

    LogTail(Path file, Console console) {
        this.file = file;
        this.console = console;
    }

    void last(int count) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            position = Math.max(0, log.length() - MOST_BYTES);
            List<String> lines = readOn(log).lines().toList();
            lines.subList(Math.max(0, lines.size() - count), lines.size()).forEach(this::show);
        }
    }

    void follow() throws IOException {
        while (true) {
            try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
                if (log.length() < position) {
                    position = 0; // the log began anew
                }
                readOn(log).lines().forEach(this::show);
            }
            Await.pause(LOOK_EVERY_MILLIS);
        }
    }

    /** For a script the lines are as they were written. */
    private void show(String line) {
        if (console.json()) {
            console.line(line);
        } else {
            LogLine.readable(line).forEach(console::line);
        }
    }

    private String readOn(RandomAccessFile log) throws IOException {
        long length = Math.min(MOST_BYTES, Math.max(0, log.length() - position));
        byte[] bytes = new byte[(int) length];
        log.seek(position);
        log.readFully(bytes);
        position += bytes.length;
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
