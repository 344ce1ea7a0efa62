package io.cpqoms.command.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names have a value that nobody may read in a log. */
@Tag("ENG-10")
class NamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpq.database.password",
                "fork.smtp.pass",
                "fork.pwd",
                "fork.api-key",
                "fork.key.private",
                "fork.token",
                "fork.client-secrets",
                "cpq.consumer.quotes.sasl.jaas.config",
                "cpq.consumer.quotes.ssl.keystore.key",
                "cpq.consumer.quotes.basic.auth.user.info",
                "FORK_API_TOKEN"
            })
    void hidesWhatOpensADoor(String name) {
        assertThat(Names.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cpq.messaging.inbox.release-keys", "cpq.messaging.outbox.lease", "fork.author", "fork.compass"})
    void showsWhatDoesNot(String name) {
        assertThat(Names.isSecret(name)).isFalse();
    }
}
