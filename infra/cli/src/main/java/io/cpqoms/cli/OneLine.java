package io.cpqoms.cli;

import io.cpqoms.local.process.LocalStackException;
import java.net.ConnectException;
import java.util.stream.Stream;

/** Any failure as one line that says what to do. */
final class OneLine {
    private OneLine() {}

    static String of(Throwable failure) {
        if (failure instanceof CpqFailure || failure instanceof LocalStackException) {
            return flat(failure);
        }
        if (causes(failure).anyMatch(ConnectException.class::isInstance)) {
            return "a part of the stack does not answer; see ./cpq status, start it with ./cpq up";
        }
        return "unexpected: " + failure.getClass().getSimpleName() + ": " + flat(failure)
                + " (--debug shows the stack trace)";
    }

    static int exitCode(Throwable failure) {
        boolean environment =
                failure instanceof LocalStackException || causes(failure).anyMatch(ConnectException.class::isInstance);
        return environment ? ExitCodes.ENVIRONMENT : ExitCodes.FAILED;
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20);
    }

    private static String flat(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "no message" : message.strip().replaceAll("\\s*\\R\\s*", " · ");
    }
}
