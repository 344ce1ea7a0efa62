package io.cpqoms.command.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A failure in a log keeps its classes, its traces and its causes, and loses what it quotes. */
@Tag("K14")
class SilentFailureTest {

    private static final String SECRET = "planted-4711";

    @Test
    void keepsTheWordsOfWhatQuotesNothing() {
        assertThat(told(new IllegalStateException("no place for it", new IllegalArgumentException("too large"))))
                .contains(
                        "IllegalStateException: no place for it", "Caused by: ", "IllegalArgumentException: too large");
    }

    @Test
    void namesStateAndConstraintInsteadOfTheServersWords() {
        SQLException broken = new SQLException(
                "ERROR: duplicate key value violates unique constraint \"quote_pkey\"\n  Detail: (" + SECRET + ")",
                "23505");

        assertThat(told(broken))
                .contains("java.sql.SQLException: SQL state 23505, constraint quote_pkey")
                .doesNotContain(SECRET);
    }

    @Test
    void silencesWhatWrapsItHoweverDeep() {
        SQLException broken = new SQLException("refused " + SECRET, "P0001");
        RuntimeException wrapped =
                new RuntimeException(new IllegalStateException("flush: [name=" + SECRET + "]", broken));
        wrapped.addSuppressed(new BatchUpdateException("Batch entry 0 ('" + SECRET + "')", "23505", new int[0]));

        assertThat(told(wrapped))
                .contains("java.lang.IllegalStateException\n", "Suppressed: ")
                .doesNotContain(SECRET);
    }

    @Test
    void keepsThePlatformsOwnWordsWithoutTheQuotation() {
        SQLException broken = new SQLException("refused " + SECRET, "P0001");
        Throwable ours = new Ours("effect not written: " + broken.getMessage(), broken);

        assertThat(told(ours)).contains("effect not written: …").doesNotContain(SECRET);
    }

    @Test
    void silencesWhatReadsText() {
        assertThat(told(failureOf(() -> Integer.parseInt(SECRET)))).doesNotContain(SECRET);
        assertThat(told(failureOf(() -> Instant.parse(SECRET)))).doesNotContain(SECRET);
    }

    @Test
    void endsWhereCausesGoInACircle() {
        Exception first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));

        assertThat(told(first)).contains("first", "second");
    }

    private static Throwable failureOf(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("it went well");
    }

    private static String told(Throwable failure) {
        StringWriter text = new StringWriter();
        SilentFailure.of(failure).printStackTrace(new PrintWriter(text, true));
        return text.toString();
    }

    private static final class Ours extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Ours(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
