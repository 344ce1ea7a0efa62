package io.cpqoms.notification.channel;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends a notice as an email and says whether the mail server has it.
 *
 * <p>It always says something, whatever fails. Until the end of the message is on its way to the server there is no doubt:
 * what fails before that was not taken. After that, only a clear answer ends the doubt, and doubt is never resolved by
 * sending again.
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

    /** An address of our own that no server takes would fail every message; better not to start. */
    void onStart(@Observes StartupEvent event) {
        if (MailAddress.parse(settings.from())
                .filter(from -> !from.needsSmtpUtf8())
                .isEmpty()) {
            throw new IllegalStateException(
                    "notification.channel.from must be an address in ASCII, and is \"" + settings.from() + "\"");
        }
    }

    /** Words the notice and hands it over; blocks until the server has answered or its time is up. */
    public SendResult send(Notice notice, String address, String locale) {
        Optional<MailAddress> recipient = MailAddress.parse(address);
        if (recipient.isEmpty()) {
            return new SendResult.Refused("The recipient's address is none that mail can be sent to: " + address);
        }
        Message message;
        try {
            message = mail(notice, recipient.get(), letters.write(notice, Locale.forLanguageTag(locale)));
        } catch (MessagingException | IllegalStateException e) {
            return new SendResult.Refused("The message could not be worded: " + e.getMessage());
        } catch (RuntimeException | Error e) {
            return new SendResult.Refused("The message could not be worded: " + e);
        }
        SmtpConversation conversation;
        try {
            conversation = conversations.open();
        } catch (MessagingException | RuntimeException | Error e) {
            return SmtpFailure.ofOpening(e);
        }
        if (recipient.get().needsSmtpUtf8() && !conversation.takesSmtpUtf8()) {
            conversations.keep(conversation);
            return new SendResult.Refused("The mail server takes only addresses in ASCII (it does not offer SMTPUTF8),"
                    + " and this one is not: " + address);
        }
        return handOver(conversation, message, recipient.get(), notice.messageIdHeader());
    }

    private SendResult handOver(SmtpConversation conversation, Message message, MailAddress recipient, String id) {
        try {
            conversation.deliver(message, recipient);
            conversations.keep(conversation);
            return new SendResult.Taken(id);
        } catch (MessagingException | RuntimeException | Error e) {
            conversations.abandon(conversation);
            return SmtpFailure.ofSending(e, conversation.handedOver());
        }
    }

    private Message mail(Notice notice, MailAddress recipient, Letter letter) throws MessagingException {
        MimeMessage message = new IntentMessage(conversations.session(recipient), notice.messageIdHeader());
        message.setFrom(new InternetAddress(settings.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient.toString(), true));
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
