package io.cpqoms.cli.stack;

import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Style;
import io.cpqoms.local.stack.StackListener;
import java.time.Duration;

/** Tells a person which part of the stack is ready, as it happens. */
final class StartReport implements StackListener {
    private final Console console;

    StartReport(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void ready(String member, Duration took, String address) {
        console.line("  %s %-22s %8s  %s"
                .formatted(console.paint("✓", Style.GREEN), member, LocalPlatform.seconds(took), address));
    }

    @Override
    public synchronized void stopping(String member) {
        console.line("  stopping " + member);
    }
}
