package io.cpqoms.notification.channel;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.Optional;
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
    static SendResult ofOpening(MessagingException failure) {
        if (failure instanceof AuthenticationFailedException) {
            return new SendResult.Unreachable(
                    "The mail server refused the login; check notification.smtp.user and its password: "
                            + failure.getMessage());
        }
        return new SendResult.Unreachable("The mail server cannot be reached: " + failure.getMessage());
    }

    /** @param handedOver whether the whole message was on its way when it failed */
    static SendResult ofSending(MessagingException failure, boolean handedOver) {
        Optional<Reply> reply = reply(failure);
        if (reply.isPresent()) {
            String said = "The mail server answered " + reply.get().text();
            return reply.get().code() >= FIRST_PERMANENT ? new SendResult.Refused(said) : new SendResult.NotNow(said);
        }
        return handedOver
                ? new SendResult.InDoubt("The mail server had the message and did not answer: " + failure.getMessage())
                : new SendResult.Unreachable(
                        "The conversation broke off before the message was handed over: " + failure.getMessage());
    }

    private record Reply(int code, String text) {}

    /** The server's no is somewhere in the chain; a connection that broke has no reply, or one below 400. */
    private static Optional<Reply> reply(MessagingException failure) {
        Exception cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            int code = switch (cause) {
                case SMTPAddressFailedException address -> address.getReturnCode();
                case SMTPSenderFailedException sender -> sender.getReturnCode();
                case SMTPSendFailedException send -> send.getReturnCode();
                default -> -1;
            };
            if (code >= FIRST_TRANSIENT) {
                return Optional.of(
                        new Reply(code, String.valueOf(cause.getMessage()).strip()));
            }
            cause = cause instanceof MessagingException chained ? chained.getNextException() : null;
        }
        return Optional.empty();
    }
}
