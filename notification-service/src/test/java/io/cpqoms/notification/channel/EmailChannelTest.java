package io.cpqoms.notification.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("NOT-02")
class EmailChannelTest {

    @Test
    void knowsThatARefusedConnectionTookNothing() {
        SendResult result = EmailChannel.classify(new CompletionException(new ConnectException("Connection refused")));

        assertThat(result).isInstanceOf(SendResult.Unreachable.class);
    }

    @Test
    void takesTheServersNoForAnAnswer() {
        assertThat(EmailChannel.classify(answer(550, "5.1.1 no such user"))).isInstanceOf(SendResult.Refused.class);
        assertThat(EmailChannel.classify(answer(451, "4.3.0 try again later"))).isInstanceOf(SendResult.NotNow.class);
    }

    @Test
    void doubtsWhateverElseHappensInTheMiddle() {
        assertThat(EmailChannel.classify(new IOException("Connection reset by peer")))
                .isInstanceOf(SendResult.InDoubt.class);
    }

    private static SMTPException answer(int code, String text) {
        return new SMTPException("recipient not accepted", code, List.of(code + " " + text), false);
    }
}
