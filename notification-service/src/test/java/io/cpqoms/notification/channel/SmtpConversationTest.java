package io.cpqoms.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NOT-02")
class SmtpConversationTest {

    private static final Session SESSION = Session.getInstance(new Properties());

    @Test
    void knowsThatAConversationThatBreaksBeforeTheMessageTookNothing() throws Exception {
        assertThat(resultWith(Map.of("RCPT", ScriptedMailServer.HANGS_UP))).isInstanceOf(SendResult.Unreachable.class);
        assertThat(resultWith(Map.of("DATA", ScriptedMailServer.HANGS_UP))).isInstanceOf(SendResult.Unreachable.class);
    }

    @Test
    void doubtsWhenTheServerHadTheWholeMessageAndDidNotAnswer() throws Exception {
        assertThat(resultWith(Map.of(".", ScriptedMailServer.HANGS_UP))).isInstanceOf(SendResult.InDoubt.class);
    }

    @Test
    void takesTheServersNoForAnAnswer() throws Exception {
        assertThat(resultWith(Map.of("RCPT", "550 5.1.1 no such user")))
                .isEqualTo(new SendResult.Refused("The mail server answered 550 5.1.1 no such user"));
        assertThat(resultWith(Map.of("MAIL", "451 4.3.0 try again later"))).isInstanceOf(SendResult.NotNow.class);
        assertThat(resultWith(Map.of(".", "452 4.2.2 mailbox full"))).isInstanceOf(SendResult.NotNow.class);
        assertThat(resultWith(Map.of(".", "554 5.7.1 not like this"))).isInstanceOf(SendResult.Refused.class);
    }

    @Test
    void reachesNobodyWhereNobodyListens() throws Exception {
        try (Socket taken = new Socket()) {
            // Bound and not listening: nobody else can be given the port meanwhile.
            taken.bind(new InetSocketAddress("127.0.0.1", 0));

            assertThat(resultAt(taken.getLocalPort())).isInstanceOf(SendResult.Unreachable.class);
        }
    }

    @Test
    @Tag("N2")
    void takesAMessageThatFailsByItselfForNoOutageAndNoDoubt() throws Exception {
        try (ScriptedMailServer server = ScriptedMailServer.answering(Map.of())) {
            SendResult result = resultAt(server.port(), new MimeMessage(SESSION) {
                @Override
                public void writeTo(OutputStream out, String[] ignored) {
                    throw new IllegalStateException("no content");
                }
            });

            assertThat(result).isInstanceOf(SendResult.Refused.class);
        }
    }

    private static SendResult resultWith(Map<String, String> script) throws IOException, MessagingException {
        try (ScriptedMailServer server = ScriptedMailServer.answering(script)) {
            return resultAt(server.port());
        }
    }

    private static SendResult resultAt(int port) throws MessagingException {
        return resultAt(port, new MimeMessage(SESSION));
    }

    private static SendResult resultAt(int port, MimeMessage message) throws MessagingException {
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("a@b.example"));
        message.setText("Hello");
        message.saveChanges();
        SmtpConversation conversation =
                new SmtpConversation(SESSION, new URLName("smtp", "127.0.0.1", port, null, null, null));
        try {
            conversation.connect();
        } catch (MessagingException e) {
            return SmtpFailure.ofOpening(e);
        }
        try {
            conversation.deliver(message, new MailAddress("a", "b.example"));
            return new SendResult.Taken("taken");
        } catch (MessagingException | RuntimeException e) {
            return SmtpFailure.ofSending(e, conversation.handedOver());
        }
    }
}
