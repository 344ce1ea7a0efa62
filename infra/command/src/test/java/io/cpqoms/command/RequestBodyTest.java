package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A body that does not arrive whole is its sender's mistake. */
@Tag("SEC-04")
class RequestBodyTest {

    private final AtomicInteger closed = new AtomicInteger();

    @Test
    void takesATransferThatBreaksOffForTheSendersMistake() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("invalid chunk size");
            }
        };

        assertThatThrownBy(() -> RequestBody.bytes(broken, 10, closed::incrementAndGet))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
        assertThat(closed).hasValue(1);
    }

    @Test
    void readsNoMoreThanItMay() {
        assertThat(RequestBody.bytes(new ByteArrayInputStream(new byte[20]), 10, closed::incrementAndGet))
                .hasSize(10);
        assertThat(closed).hasValue(0);
    }
}
