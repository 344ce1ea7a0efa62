package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.FatalFailure;
import io.cpqoms.messaging.TransientFailure;
import jakarta.transaction.RollbackException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.List;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("INB-04")
class FailureScopeTest {

    @Test
    void whatMayWorkLaterIsTransient() {
        assertThat(FailureScope.of(new TransientFailure("the index is away"))).isEqualTo(FailureScope.DEPENDENCY);
        assertThat(FailureScope.of(new UncheckedIOException(new ConnectException())))
                .isEqualTo(FailureScope.DEPENDENCY);
        assertThat(FailureScope.of(new DatabaseFailure("write", new SQLException("gone", "08006"))))
                .isEqualTo(FailureScope.DEPENDENCY);
        assertThat(FailureScope.of(new DatabaseFailure("write", new SQLException("lease ended", "25P03"))))
                .isEqualTo(FailureScope.DEPENDENCY);
        assertThat(FailureScope.of(new DatabaseFailure("write", new SQLException("deadlock", "40P01"))))
                .isEqualTo(FailureScope.DEPENDENCY);
        assertThat(FailureScope.of(new SQLException("Sorry, acquisition timeout!")))
                .isEqualTo(FailureScope.DEPENDENCY);
    }

    @Test
    @Tag("K11")
    void aDatabaseThatIsBusyOrAwayIsNoFaultOfTheRecord() {
        for (String state : List.of("55P03", "57014", "53300", "25P04", "08001", "08006", "57P01", "57P02", "57P03")) {
            assertThat(FailureScope.of(new IllegalStateException("wrapped", new SQLException("busy", state))))
                    .as(state)
                    .isEqualTo(FailureScope.DEPENDENCY);
        }
    }

    @Test
    @Tag("K11")
    void aCommitThatFailedForWantOfTheDatabaseIsToldAsASuppressedFailure() {
        RollbackException failed = new RollbackException("Could not commit transaction.");
        XAException resource = new XAException("Error trying to commit");
        resource.initCause(new SQLException("An I/O error occurred", "08006"));
        failed.addSuppressed(resource);

        assertThat(FailureScope.of(failed)).isEqualTo(FailureScope.DEPENDENCY);
    }

    @Test
    @Tag("K11")
    void aCommitThatFailedForWhatWasWrittenStaysTheRecordsFault() {
        RollbackException failed = new RollbackException("Could not commit transaction.");
        failed.addSuppressed(new SQLException("deferred constraint", "23505"));

        assertThat(FailureScope.of(failed)).isEqualTo(FailureScope.KEY);
    }

    @Test
    void whatTheHandlerCallsBadIsBadWhateverWrapsIt() {
        assertThat(FailureScope.of(new IllegalStateException(new BadMessage("no such product"))))
                .isEqualTo(FailureScope.ROW);
    }

    @Test
    void whatNobodyKnowsIsTriedABoundedNumberOfTimes() {
        assertThat(FailureScope.of(new IllegalStateException())).isEqualTo(FailureScope.KEY);
        assertThat(FailureScope.of(new SQLException("unique", "23505"))).isEqualTo(FailureScope.KEY);
        assertThat(FailureScope.of(new UncheckedIOException(new JsonParseException(null, "not JSON"))))
                .isEqualTo(FailureScope.KEY);
    }

    @Test
    void whatMakesEveryRecordFailIsFatal() {
        assertThat(FailureScope.of(new IllegalStateException(new FatalFailure("no key"))))
                .isEqualTo(FailureScope.RELEASE);
        assertThat(FailureScope.of(new OutOfMemoryError())).isEqualTo(FailureScope.RELEASE);
        assertThat(FailureScope.of(new NoClassDefFoundError())).isEqualTo(FailureScope.RELEASE);
        assertThat(FailureScope.of(new DatabaseFailure("write", new SQLException("no table", "42P01"))))
                .isEqualTo(FailureScope.RELEASE);
        assertThat(FailureScope.of(new StackOverflowError())).isEqualTo(FailureScope.KEY);
    }
}
