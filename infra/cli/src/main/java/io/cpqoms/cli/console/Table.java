package io.cpqoms.cli.console;

import java.util.ArrayList;
import java.util.List;

/** A plain table whose columns are as wide as their widest cell. */
public final class Table {
    private static final String GAP = "  ";
    private static final int WIDEST_TEXT = 60;

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> header) {
        this.header = header;
    }

    /** A text that would make a cell too wide, cut off visibly. */
    public static String shortened(String text) {
        return text.length() <= WIDEST_TEXT ? text : text.substring(0, WIDEST_TEXT - 1) + "…";
    }

    public static Table of(String... header) {
        return new Table(List.of(header));
    }

    public Table row(Object... cells) {
        if (cells.length != header.size()) {
            throw new IllegalArgumentException("a row of this table has " + header.size() + " cells");
        }
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(String.valueOf(cell));
        }
        rows.add(row);
        return this;
    }

    public void print(Console console) {
        int[] widths = new int[header.size()];
        measure(widths, header);
        rows.forEach(row -> measure(widths, row));
        console.line("  " + console.paint(format(widths, header), Style.DIM));
        rows.forEach(row -> console.line("  " + format(widths, row)));
    }

    private static void measure(int[] widths, List<String> cells) {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], cells.get(column).length());
        }
    }

    private static String format(int[] widths, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(isNumber(cell) ? padding + cell : cell + padding).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static boolean isNumber(String cell) {
        return cell.matches("-?[0-9][0-9.,]*( (s|ms|/s|MB|%))?");
    }
}
