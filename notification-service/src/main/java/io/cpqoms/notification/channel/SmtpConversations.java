package io.cpqoms.notification.channel;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps conversations with the mail server open between messages; at most as many as are ever used side by side. */
@ApplicationScoped
class SmtpConversations {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpConversations.class);

    private final SmtpSettings settings;
    private final Session ascii;
    private final Session international;
    private final ConcurrentLinkedDeque<SmtpConversation> idle = new ConcurrentLinkedDeque<>();

    SmtpConversations(SmtpSettings settings, ChannelSettings channel) {
        this.settings = settings;
        this.ascii = Session.getInstance(properties(settings, channel.from(), false));
        this.international = Session.getInstance(properties(settings, channel.from(), true));
    }

    /** The session to write a message in: only one to an address beyond ASCII may have headers beyond ASCII. */
    Session session(MailAddress recipient) {
        return recipient.needsSmtpUtf8() ? international : ascii;
    }

    /** A conversation in which the server has just answered: an idle one that it still knows, or a new one. */
    SmtpConversation open() throws MessagingException {
        for (SmtpConversation known = idle.pollLast(); known != null; known = idle.pollLast()) {
            if (known.isConnected()) {
                return known;
            }
        }
        SmtpConversation conversation = new SmtpConversation(
                international, new URLName("smtp", settings.host(), settings.port(), null, null, null));
        conversation.connect(
                settings.host(),
                settings.port(),
                settings.user().orElse(null),
                settings.password().orElse(null));
        return conversation;
    }

    /** Takes a conversation back that can go on: its last message was taken, or was not even begun. */
    void keep(SmtpConversation conversation) {
        idle.addLast(conversation);
    }

    /** Ends a conversation in which something went wrong; the server forgets what it has not taken. */
    void abandon(SmtpConversation conversation) {
        try {
            conversation.close();
        } catch (MessagingException e) {
            LOG.atDebug().setCause(e).log("a conversation with the mail server could not be ended politely");
        }
    }

    @PreDestroy
    void end() {
        for (SmtpConversation known = idle.pollLast(); known != null; known = idle.pollLast()) {
            abandon(known);
        }
    }

    private static Properties properties(SmtpSettings settings, String from, boolean beyondAscii) {
        Properties properties = new Properties();
        properties.put("mail.mime.allowutf8", String.valueOf(beyondAscii));
        // Named after the sender's domain: the host's own name may take seconds to find out.
        properties.put("mail.smtp.localhost", from.substring(from.indexOf('@') + 1));
        properties.put("mail.smtp.auth", String.valueOf(settings.user().isPresent()));
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", String.valueOf(settings.requireTls()));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.connectiontimeout", millis(settings.connectTimeout()));
        properties.put("mail.smtp.timeout", millis(settings.answerTimeout()));
        properties.put("mail.smtp.writetimeout", millis(settings.answerTimeout()));
        return properties;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }
}
