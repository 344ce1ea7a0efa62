package io.cpqoms.command.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.transaction.RollbackException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientException;
import java.util.List;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which failures say that the database is busy or away, and which say something else. */
@Tag("K11")
class DatabaseTroubleTest {

    @Test
    void locksLimitsAndFullPoolsAreBusyWhateverWrapsThem() {
        for (String state : List.of("55P03", "57014", "25P03", "25P04", "40P01", "40001", "53300")) {
            Throwable wrapped = new IllegalStateException(new RuntimeException(new SQLException("no", state)));
            assertThat(DatabaseTrouble.behind(wrapped)).as(state).contains(DatabaseTrouble.BUSY);
        }
        assertThat(DatabaseTrouble.behind(new SQLException("Sorry, acquisition timeout!")))
                .contains(DatabaseTrouble.BUSY);
    }

    @Test
    void aServerThatCannotBeReachedIsAway() {
        for (String state : List.of("08001", "08006", "08003", "57P01", "57P02", "57P03", "25006")) {
            assertThat(DatabaseTrouble.behind(new SQLException("gone", state)))
                    .as(state)
                    .contains(DatabaseTrouble.AWAY);
        }
    }

    @Test
    void theStateOutweighsAWrapperThatHasNone() {
        SQLException silent = new SQLException("An I/O error occurred", "08006", new SocketTimeoutException());

        assertThat(DatabaseTrouble.behind(new SQLException(silent))).contains(DatabaseTrouble.AWAY);
    }

    @Test
    void whatFailedAtTheCommitIsFoundAmongTheSuppressed() {
        XAException resource = new XAException("Error trying to commit");
        resource.initCause(new SQLException("gone", "08006"));
        RollbackException commit = new RollbackException("Could not commit transaction.");
        commit.addSuppressed(resource);

        assertThat(DatabaseTrouble.behind(commit)).contains(DatabaseTrouble.AWAY);
    }

    @Test
    void whatTheServiceDidWrongStaysAFailureOfTheService() {
        assertThat(DatabaseTrouble.behind(new IllegalStateException("no"))).isEmpty();
        assertThat(DatabaseTrouble.behind(new SQLException("duplicate", "23505")))
                .isEmpty();
        assertThat(DatabaseTrouble.behind(new SQLNonTransientException("no table", "42P01")))
                .isEmpty();
        // A query that needs more room for sorting than the role may take will need it again.
        assertThat(DatabaseTrouble.behind(new SQLException("temporary file size exceeds", "53400")))
                .isEmpty();
    }

    @Test
    void aChainThatEndsInItselfEndsTheSearch() {
        IllegalStateException one = new IllegalStateException("one");
        IllegalStateException other = new IllegalStateException("other", one);
        one.initCause(other);

        assertThat(DatabaseTrouble.behind(one)).isEmpty();
    }
}
