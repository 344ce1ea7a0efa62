package io.cpqoms.testkit.fuzz;

import io.cpqoms.testkit.fuzz.WireRequest.Header;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status 0 when the connection was closed without a word, -1 when nothing came in time
 */
record WireAnswer(int status, List<Header> headers, String body, Duration took) {

    static final int CLOSED = 0;
    static final int SILENT = -1;

    /** From here on the connection speaks another protocol. */
    static final int SWITCHED = 101;

    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    boolean isRefusal() {
        return status >= FIRST_REFUSAL;
    }

    boolean isFailure() {
        return status >= FIRST_FAILURE;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    String mediaType() {
        return header("Content-Type").orElse("").split(";", 2)[0].strip();
    }
}
