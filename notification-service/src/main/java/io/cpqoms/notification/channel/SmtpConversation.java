package io.cpqoms.notification.channel;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.util.Locale;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A conversation with the mail server that takes message after message, and knows of the current one whether the server
 * may have it: not before the line that ends the message is on its way, whatever breaks until then.
 *
 * <p>Its session allows addresses beyond ASCII. The mail library then asks for SMTPUTF8 with every message wherever the
 * server offers it, and such a message can go no further than to a server that offers it too; so the offer is hidden for
 * messages that do well without.
 */
final class SmtpConversation extends SMTPTransport {

    private static final String SMTPUTF8 = "SMTPUTF8";

    private boolean handedOver;
    private boolean onlyAscii;

    SmtpConversation(Session session, URLName server) {
        super(session, server);
    }

    /** Whether the server takes addresses whose names are not in ASCII. */
    boolean takesSmtpUtf8() {
        return super.supportsExtension(SMTPUTF8);
    }

    @Override
    public boolean supportsExtension(String extension) {
        boolean hidden = onlyAscii && extension.toUpperCase(Locale.ROOT).equals(SMTPUTF8);
        return !hidden && super.supportsExtension(extension);
    }

    /** @throws MessagingException when the message was not taken, or nobody knows: {@link #handedOver} tells which */
    void deliver(Message message, MailAddress recipient) throws MessagingException {
        handedOver = false;
        onlyAscii = !recipient.needsSmtpUtf8();
        sendMessage(message, new Address[] {new InternetAddress(recipient.toString(), true)});
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
