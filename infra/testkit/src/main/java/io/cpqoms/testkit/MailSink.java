package io.cpqoms.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.util.Map;

/** The JVM's mail server; what it took can be read with {@link #mails()}. */
public final class MailSink implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        TestServers servers = TestServers.ofThisJvm();
        servers.start(TestServers.Server.MAIL);
        return Map.of(
                "CPQ_SMTP_HOST", servers.smtpHost(),
                "CPQ_SMTP_PORT", Integer.toString(servers.smtpPort()));
    }

    @Override
    public void stop() {
        // The server lives as long as the JVM.
    }

    public static Mails mails() {
        return new Mails(URI.create(TestServers.ofThisJvm().mailAddress()));
    }
}
