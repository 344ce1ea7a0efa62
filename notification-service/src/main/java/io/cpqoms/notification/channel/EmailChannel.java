package io.cpqoms.notification.channel;

import io.quarkus.qute.TemplateException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;

/**
 * Sends a notice as an email and says whether the mail server has it.
 *
 * <p>A server that was not reached, a clear answer, and a conversation that broke before the message was handed over count
 * as "not taken". Everything else is doubt, and doubt is never resolved by sending again.
 */
@ApplicationScoped
public class EmailChannel {

    private final SmtpConversations conversations;
    private final Letters letters;
    private final ChannelSettings settings;
    private final Clock clock;

    EmailChannel(SmtpConversations conversations, Letters letters, ChannelSettings settings, Clock clock) {
        this.conversations = conversations;
        this.letters = letters;
        this.settings = settings;
        this.clock = clock;
    }

    /** Words the notice and hands it over; blocks until the server has answered or its time is up. */
    public SendResult send(Notice notice, String address, String locale) {
        Message message;
        try {
            message = mail(notice, address, letters.write(notice, Locale.forLanguageTag(locale)));
        } catch (TemplateException | IllegalStateException | MessagingException e) {
            return new SendResult.Refused("The message could not be worded: " + e.getMessage());
        }
        SmtpConversation conversation;
        try {
            conversation = conversations.open();
        } catch (MessagingException e) {
            return SmtpFailure.ofOpening(e);
        }
        try {
            conversation.deliver(message);
            conversations.keep(conversation);
            return new SendResult.Taken(notice.messageIdHeader());
        } catch (MessagingException e) {
            conversations.abandon(conversation);
            return SmtpFailure.ofSending(e, conversation.handedOver());
        }
    }

    private Message mail(Notice notice, String address, Letter letter) throws MessagingException {
        MimeMessage message = new IntentMessage(conversations.session(), notice.messageIdHeader());
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(address, true));
        message.setSubject(letter.subject(), StandardCharsets.UTF_8.name());
        message.setText(letter.body(), StandardCharsets.UTF_8.name());
        message.setSentDate(Date.from(clock.instant()));
        // Keeps out-of-office robots from answering a robot.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** Saving a message gives it an id of the mail library's; this one is named after its intent. */
    private static final class IntentMessage extends MimeMessage {
        private final String messageId;

        IntentMessage(Session session, String messageId) {
            super(session);
            this.messageId = messageId;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", messageId);
        }
    }
}
