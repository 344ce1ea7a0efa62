package io.cpqoms.notification.channel;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A conversation with the mail server that takes message after message, and knows of the current one whether the server
 * may have it: not before the line that ends the message is on its way, whatever breaks until then.
 */
final class SmtpConversation extends SMTPTransport {

    private boolean handedOver;

    SmtpConversation(Session session, URLName server) {
        super(session, server);
    }

    /** @throws MessagingException when the message was not taken, or nobody knows: {@link #handedOver} tells which */
    void deliver(Message message) throws MessagingException {
        handedOver = false;
        sendMessage(message, message.getAllRecipients());
    }

    boolean handedOver() {
        return handedOver;
    }

    @Override
    protected void finishData() throws IOException, MessagingException {
        handedOver = true;
        super.finishData();
    }
}
