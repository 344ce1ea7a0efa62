package io.cpqoms.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cpqoms.local.process.LocalStackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A home's Kafka is open or secured from its first start on. */
@Tag("TOP-05")
class KafkaAccessTest {
    @TempDir
    private Path home;

    @Test
    void needsNothingOnAnOpenStack() {
        assertThat(access(false).secured()).isFalse();
        assertThat(access(false).clientSettings("quote-service")).isEmpty();
    }

    @Test
    void staysSecuredOnceItBeganSo() {
        access(true).settle();

        assertThat(access(false).secured()).isTrue();
        assertThat(access(false).clientSettings("quote-service"))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512");
    }

    @Test
    void givesEveryPrincipalAPasswordOfItsOwn() {
        KafkaAccess access = access(true);

        assertThat(access.clientSettings("quote-service").get("sasl.jaas.config"))
                .contains("username=\"quote-service\"")
                .isEqualTo(access.clientSettings("quote-service").get("sasl.jaas.config"))
                .isNotEqualTo(access.clientSettings("order-service").get("sasl.jaas.config"));
    }

    @Test
    void refusesToSecureAHomeThatBeganOpen() throws IOException {
        Files.createDirectories(home.resolve("data/kafka"));
        Files.writeString(home.resolve("data/kafka/meta.properties"), "");

        assertThatThrownBy(() -> access(true).settle())
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("began without security")
                .hasMessageContaining("./cpq reset");
        assertThat(access(false).secured()).isFalse();
    }

    private KafkaAccess access(boolean secured) {
        StackOptions options = StackOptions.of(home).withHome(home);
        return new KafkaAccess(secured ? options.withSecurity() : options, Secrets.in(home));
    }
}
