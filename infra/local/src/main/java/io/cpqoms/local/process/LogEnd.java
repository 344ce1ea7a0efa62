package io.cpqoms.local.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a start adds to a log that is appended to over all starts: what an earlier one died of is not repeated.
 *
 * @param before its length when the start began
 */
record LogEnd(Path file, long before) {
    private static final int TAIL_BYTES = 40_000;
    private static final String REFUSAL = " does not start: ";

    static LogEnd now(Path file) {
        try {
            return new LogEnd(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            return new LogEnd(file, 0);
        }
    }

    private static int lastOf(List<String> lines, String words) {
        for (int line = lines.size() - 1; line >= 0; line--) {
            if (lines.get(line).contains(words)) {
                return line;
            }
        }
        return -1;
    }

    /**
     * The most telling of a log's end: all that a service says of settings for which it doesn't start, else the last line that speaks of an
     * error, else the last one.
     */
    String lastWords() {
        try {
            byte[] bytes = Files.readAllBytes(file);
            int begin = bytes.length < before ? 0 : (int) before;
            int from = Math.max(begin, bytes.length - TAIL_BYTES);
            List<String> lines = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> LogLine.readable(line).stream())
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("at ") && !line.startsWith("... "))
                    .toList();
            int refusal = lastOf(lines, REFUSAL);
            if (refusal >= 0) {
                return "\n" + String.join("\n", lines.subList(refusal, lines.size()));
            }
            return lines.reversed().stream()
                    .filter(line -> line.matches("(?i).*(fatal|error|exception|could not).*"))
                    .findFirst()
                    .or(() -> lines.reversed().stream().findFirst())
                    .map(line -> " — " + line)
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
