package io.cpqoms.cli.console;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/**
 * Writes for a person, and, when JSON is asked for, the answer for a script.
 *
 * <p>With JSON, people's text goes to standard error, so that standard output holds nothing but the answer.
 */
public final class Console {
    private final PrintStream text;
    private final PrintStream answers;
    private final boolean json;
    private final boolean terminal;
    private final boolean colours;

    private Console(PrintStream text, PrintStream answers, boolean json, boolean terminal, boolean colours) {
        this.text = text;
        this.answers = answers;
        this.json = json;
        this.terminal = terminal;
        this.colours = colours;
    }

    public static Console of(boolean json, boolean noColor) {
        boolean terminal = System.console() != null && System.console().isTerminal();
        boolean colours = terminal && !noColor && System.getenv("NO_COLOR") == null;
        return new Console(json ? System.err : System.out, System.out, json, terminal, colours);
    }

    /** A console for tests: everything lands in the one stream, plain. */
    public static Console plain(PrintStream target) {
        return new Console(target, target, false, false, false);
    }

    public boolean terminal() {
        return terminal;
    }

    public boolean json() {
        return json;
    }

    public void line(String content) {
        text.println(content);
        text.flush();
    }

    public void line() {
        line("");
    }

    public void heading(String content) {
        line();
        line(paint(content, Style.BOLD));
    }

    public String paint(String content, Style style) {
        return colours ? style.paint(content) : content;
    }

    /** Overwrites the current line of a terminal; not for anything that must stay. */
    void overwrite(String content) {
        text.print("\r\u001b[K" + content);
        text.flush();
    }

    public void answer(JsonNode node) {
        if (json) {
            answers.println(Json.pretty(node));
            answers.flush();
        }
    }
}
