package io.cpqoms.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;

/** The JVM's mail server; what it took can be read with {@link #mails()}. */
public final class MailSink implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        EmbeddedServers servers = EmbeddedServers.ofThisJvm();
        servers.mail();
        String port = Integer.toString(servers.smtpPort());
        return Map.of(
                "CPQ_SMTP_HOST", "127.0.0.1",
                "CPQ_SMTP_PORT", port,
                "quarkus.mailer.host", "127.0.0.1",
                "quarkus.mailer.port", port,
                "quarkus.mailer.mock", "false",
                "quarkus.mailer.devservices.enabled", "false");
    }

    @Override
    public void stop() {
        // The server lives as long as the JVM.
    }

    public static Mails mails() {
        return new Mails(URI.create(EmbeddedServers.ofThisJvm().mail().address()));
    }
}
