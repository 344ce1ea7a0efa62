package io.cpqoms.cli.console;

import java.time.Duration;

/**
 * A progress bar for anything over two seconds: redrawn in place on a terminal, a line every few seconds elsewhere.
 */
public final class Progress implements AutoCloseable {
    private static final int WIDTH = 30;
    private static final Duration REDRAW = Duration.ofMillis(100);
    private static final Duration REPRINT = Duration.ofSeconds(5);

    private final Console console;
    private final String what;
    private final long total;
    private final long started = System.nanoTime();
    private long last;
    private long done;
    private boolean shown;

    /** A bar up to {@code total}; with 0 the end is unknown and only the count and time are shown. */
    public Progress(Console console, String what, long total) {
        this.console = console;
        this.what = what;
        this.total = total;
        this.last = started;
    }

    public synchronized void to(long count, String note) {
        done = Math.max(done, count);
        long now = System.nanoTime();
        Duration pause = console.terminal() ? REDRAW : REPRINT;
        if (now - last >= pause.toNanos()) {
            last = now;
            show(note);
        }
    }

    public void to(long count) {
        to(count, "");
    }

    public synchronized void advance() {
        to(done + 1);
    }

    private void show(String note) {
        shown = true;
        if (console.terminal()) {
            console.overwrite(text(note));
        } else {
            console.line(text(note));
        }
    }

    private String text(String note) {
        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        String time = "%d:%02d".formatted(seconds / 60, seconds % 60);
        String tail = note.isEmpty() ? "" : "  " + note;
        if (total <= 0) {
            return "  %s  %s%s".formatted(what, time, tail);
        }
        int filled = (int) Math.min(WIDTH, done * WIDTH / total);
        return "  %-22s [%s%s] %d/%d  %s%s"
                .formatted(what, "#".repeat(filled), ".".repeat(WIDTH - filled), done, total, time, tail);
    }

    /** Clears the bar from a terminal; what became of the work is told by who did it. */
    @Override
    public synchronized void close() {
        if (shown && console.terminal()) {
            console.overwrite("");
        }
    }
}
