package io.cpqoms.notification.channel;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.qute.TemplateException;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Sends a notice as an email and says whether the mail server has it.
 *
 * <p>Only a refused connection and a clear answer of the server count as "not taken". Everything else that goes wrong after
 * the conversation began is doubt, and doubt is never resolved by sending again.
 */
@ApplicationScoped
public class EmailChannel {

    private static final int MAX_CAUSES = 10;

    private final ReactiveMailer mailer;
    private final Letters letters;
    private final ChannelSettings settings;

    EmailChannel(ReactiveMailer mailer, Letters letters, ChannelSettings settings) {
        this.mailer = mailer;
        this.letters = letters;
        this.settings = settings;
    }

    /** Words the notice and hands it over; blocks until the server has answered or the time is up. */
    public SendResult send(Notice notice, String address, String locale) {
        Letter letter;
        try {
            letter = letters.write(notice, Locale.forLanguageTag(locale));
        } catch (TemplateException | IllegalStateException e) {
            return new SendResult.Refused("The message could not be worded: " + e.getMessage());
        }
        try {
            mailer.send(mail(notice, address, letter)).await().atMost(settings.sendTimeout());
            return new SendResult.Taken(notice.messageIdHeader());
        } catch (RuntimeException e) {
            return classify(e);
        }
    }

    private Mail mail(Notice notice, String address, Letter letter) {
        return Mail.withText(address, letter.subject(), letter.body())
                .setFrom(settings.from())
                .addHeader("Message-ID", notice.messageIdHeader())
                // Keeps out-of-office robots from answering a robot.
                .addHeader("Auto-Submitted", "auto-generated");
    }

    static SendResult classify(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
            if (cause instanceof SMTPException answer) {
                String said = "The mail server answered " + answer.getReplyCode() + ": " + answer.getReplyMessage();
                return answer.isPermanent() ? new SendResult.Refused(said) : new SendResult.NotNow(said);
            }
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException) {
                return new SendResult.Unreachable("The mail server cannot be reached: " + cause.getMessage());
            }
            cause = cause.getCause();
        }
        return new SendResult.InDoubt("The conversation with the mail server broke off: " + failure);
    }
}
