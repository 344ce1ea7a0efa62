package io.cpqoms.testkit;

import io.cpqoms.local.process.LocalStackException;
import io.cpqoms.local.stack.Secrets;
import java.util.Locale;

/**
 * The servers of this test JVM, each started when first asked for: embedded ones, or containers with
 * {@code -Dservers=containers}. Tests ask here and don't know which; both keep their address and their data when they are
 * killed and started again.
 */
public interface TestServers {
    String CHOICE = "servers";

    /** What can be stopped and started by a test. */
    enum Server {
        POSTGRES,
        KAFKA,
        OPENSEARCH,
        MAIL;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The servers of this JVM; nothing is started yet. */
    static TestServers ofThisJvm() {
        String choice = System.getProperty(CHOICE, "embedded");
        return switch (choice) {
            case "embedded" -> EmbeddedServers.ofThisJvm();
            case "containers" -> ContainerServers.ofThisJvm();
            default ->
                throw new LocalStackException(
                        "-D" + CHOICE + "=" + choice + " is not known; it may be 'embedded' or 'containers'");
        };
    }

    DatabaseServer database();

    /** {@code host:port} for clients. */
    String kafkaAddress();

    /** {@code http://host:port}. */
    String openSearchAddress();

    /** {@code http://host:port} of the mail sink's REST API. */
    String mailAddress();

    String smtpHost();

    int smtpPort();

    /** Passwords and keys of this JVM's servers. */
    Secrets secrets();

    /** Starts it, also again after {@link #stop} or {@link #kill}; returns when it is ready. */
    void start(Server server);

    /** An orderly stop. */
    void stop(Server server);

    /** No chance to say goodbye: SIGKILL. */
    void kill(Server server);

    boolean isRunning(Server server);

    /** Stops it in the middle of whatever it does: connections stay open and nothing answers, until {@link #thaw}. */
    void freeze(Server server);

    /** Lets it go on. */
    void thaw(Server server);
}
