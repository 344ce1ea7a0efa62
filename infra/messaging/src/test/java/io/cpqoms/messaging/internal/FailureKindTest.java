package io.cpqoms.messaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParseException;
import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.FatalFailure;
import io.cpqoms.messaging.TransientFailure;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("INB-04")
class FailureKindTest {

    @Test
    void whatMayWorkLaterIsTransient() {
        assertThat(FailureKind.of(new TransientFailure("the index is away"))).isEqualTo(FailureKind.TRANSIENT);
        assertThat(FailureKind.of(new UncheckedIOException(new ConnectException())))
                .isEqualTo(FailureKind.TRANSIENT);
        assertThat(FailureKind.of(new DatabaseFailure("write", new SQLException("gone", "08006"))))
                .isEqualTo(FailureKind.TRANSIENT);
        assertThat(FailureKind.of(new DatabaseFailure("write", new SQLException("lease ended", "25P03"))))
                .isEqualTo(FailureKind.TRANSIENT);
        assertThat(FailureKind.of(new DatabaseFailure("write", new SQLException("deadlock", "40P01"))))
                .isEqualTo(FailureKind.TRANSIENT);
        assertThat(FailureKind.of(new SQLException("Sorry, acquisition timeout!")))
                .isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void whatTheHandlerCallsBadIsBadWhateverWrapsIt() {
        assertThat(FailureKind.of(new IllegalStateException(new BadMessage("no such product"))))
                .isEqualTo(FailureKind.BAD_DATA);
    }

    @Test
    void whatNobodyKnowsIsTriedABoundedNumberOfTimes() {
        assertThat(FailureKind.of(new IllegalStateException())).isEqualTo(FailureKind.UNKNOWN);
        assertThat(FailureKind.of(new SQLException("unique", "23505"))).isEqualTo(FailureKind.UNKNOWN);
        assertThat(FailureKind.of(new UncheckedIOException(new JsonParseException(null, "not JSON"))))
                .isEqualTo(FailureKind.UNKNOWN);
    }

    @Test
    void whatMakesEveryRecordFailIsFatal() {
        assertThat(FailureKind.of(new IllegalStateException(new FatalFailure("no key"))))
                .isEqualTo(FailureKind.FATAL);
        assertThat(FailureKind.of(new OutOfMemoryError())).isEqualTo(FailureKind.FATAL);
        assertThat(FailureKind.of(new NoClassDefFoundError())).isEqualTo(FailureKind.FATAL);
        assertThat(FailureKind.of(new DatabaseFailure("write", new SQLException("no table", "42P01"))))
                .isEqualTo(FailureKind.FATAL);
        assertThat(FailureKind.of(new StackOverflowError())).isEqualTo(FailureKind.UNKNOWN);
    }
}
