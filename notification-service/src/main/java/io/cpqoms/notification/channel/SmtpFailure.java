package io.cpqoms.notification.channel;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/** What a failure in a conversation with the mail server says about the message. */
final class SmtpFailure {

    private static final int MAX_CAUSES = 10;
    private static final int FIRST_TRANSIENT = 400;
    private static final int FIRST_PERMANENT = 500;

    private SmtpFailure() {}

    /** No conversation came about: nothing was taken, and nobody is there for the next message either. */
    static SendResult ofOpening(Throwable failure) {
        if (failure instanceof AuthenticationFailedException) {
            return new SendResult.Unreachable(
                    "The mail server refused the login; check notification.smtp.user and its password: "
                            + said(failure));
        }
        return new SendResult.Unreachable("The mail server cannot be reached: " + said(failure));
    }

    /** @param handedOver whether the whole message was on its way when it failed; before that there is no doubt */
    static SendResult ofSending(Throwable failure, boolean handedOver) {
        Optional<Reply> reply = reply(failure);
        if (reply.isPresent() && reply.get().code() >= FIRST_TRANSIENT) {
            String said = "The mail server answered " + reply.get().text();
            return reply.get().code() >= FIRST_PERMANENT ? new SendResult.Refused(said) : new SendResult.NotNow(said);
        }
        if (handedOver) {
            return new SendResult.InDoubt("The mail server had the message and did not answer: " + said(failure));
        }
        if (reply.isPresent() || brokeOff(failure)) {
            return new SendResult.Unreachable(
                    "The conversation broke off before the message was handed over: " + said(failure));
        }
        // Neither the server nor the way to it: this message is at fault, and the others must not wait for it.
        return new SendResult.Refused("The message failed before it was handed over: " + said(failure));
    }

    private record Reply(int code, String text) {}

    /** What the server said last is somewhere in the chain; a code below 400 is no answer to what was asked, or none at all. */
    private static Optional<Reply> reply(Throwable failure) {
        return chain(failure).stream()
                .flatMap(cause -> reply(cause, code(cause)).stream())
                .max(Comparator.comparingInt(Reply::code));
    }

    private static Optional<Reply> reply(Throwable cause, OptionalInt code) {
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(new Reply(
                        code.getAsInt(), String.valueOf(cause.getMessage()).strip()));
    }

    private static OptionalInt code(Throwable cause) {
        return switch (cause) {
            case SMTPAddressFailedException address -> OptionalInt.of(address.getReturnCode());
            case SMTPSenderFailedException sender -> OptionalInt.of(sender.getReturnCode());
            case SMTPSendFailedException send -> OptionalInt.of(send.getReturnCode());
            default -> OptionalInt.empty();
        };
    }

    private static boolean brokeOff(Throwable failure) {
        return chain(failure).stream().anyMatch(IOException.class::isInstance);
    }

    /** The mail library chains exceptions in a way of its own. */
    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        Throwable cause = failure;
        while (cause != null && chain.size() < MAX_CAUSES) {
            chain.add(cause);
            cause = cause instanceof MessagingException chained ? chained.getNextException() : cause.getCause();
        }
        return chain;
    }

    private static String said(Throwable failure) {
        return failure instanceof MessagingException ? String.valueOf(failure.getMessage()) : failure.toString();
    }
}
