package io.cpqoms.messaging.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a runbook tells an operator to type into a database: a block of SQL, taken from the page as it stands there, so that a test that
 * runs it tries the page.
 *
 * @param login as whom, in the words of the page: the first line of the block, a comment
 * @param statements in their order, in one session
 */
record RunbookSql(String login, List<String> statements) {

    static final Path PAGES = Path.of("../../../docs/runbooks");

    private static final Pattern BLOCK = Pattern.compile("```sql\n-- (.*)\n((?:.|\n)*?)```");
    private static final Pattern END = Pattern.compile(";\n");
    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-z-]+)>");

    /** The blocks of a page in their order. */
    static List<RunbookSql> of(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map((MatchResult block) -> new RunbookSql(
                        block.group(1), END.splitAsStream(block.group(2)).toList()))
                .toList();
    }

    /** The pages that have any, and how many each. */
    static Map<String, Integer> counts() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (Path page : pages()) {
            // Also one that names no login, so that it is missed.
            int blocks = Files.readString(page).split("```sql", -1).length - 1;
            if (blocks > 0) {
                counts.put(page.getFileName().toString(), blocks);
            }
        }
        return counts;
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return pages.filter(page -> page.toString().endsWith(".md")).toList();
        }
    }

    /**
     * Runs it as whoever types it there, with the page's placeholders filled in.
     *
     * @param values of the placeholders, by name
     * @return the rows of its queries
     */
    List<Map<String, Object>> run(Connection session, Map<String, String> values) throws SQLException {
        List<Map<String, Object>> answers = new ArrayList<>();
        try (Statement statement = session.createStatement()) {
            for (String sql : statements) {
                if (statement.execute(filled(sql, values))) {
                    rows(statement.getResultSet(), answers);
                } else if (sql.startsWith("update") || sql.startsWith("insert")) {
                    answers.add(Map.of("changed", statement.getUpdateCount()));
                }
            }
        }
        return answers;
    }

    private static String filled(String sql, Map<String, String> values) {
        return PLACEHOLDER.matcher(sql).replaceAll(placeholder -> {
            String value = values.get(placeholder.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + placeholder.group() + " of: " + sql);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static void rows(ResultSet rows, List<Map<String, Object>> answers) throws SQLException {
        while (rows.next()) {
            Map<String, Object> row = new HashMap<>();
            for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
                row.put(rows.getMetaData().getColumnLabel(column), rows.getObject(column));
            }
            answers.add(row);
        }
    }
}
