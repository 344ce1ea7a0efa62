package io.cpqoms.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {
    @TempDir
    private Path home = Path.of("");

    @Test
    void signsSoThatThePublicKeyVerifies() throws Exception {
        Secrets secrets = Secrets.in(home);
        String[] parts = secrets.tokens().user("sam", "acme", Set.of("sales")).split("\\.");

        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(publicKey(secrets.publicKey()));
        verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));

        assertThat(verifier.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    }

    @Test
    void namesTenantAndRolesOfAPersonButNoTenantOfAService() throws Exception {
        Tokens tokens = Secrets.in(home).tokens();

        JsonNode person = claims(tokens.user("sam", "acme", Set.of("sales", "approver")));
        JsonNode service = claims(tokens.service("workflow-bridge"));

        assertThat(person.path("iss").asText()).isEqualTo("https://cpq.local");
        assertThat(person.path("aud").asText()).isEqualTo("cpq");
        assertThat(service.path("aud").asText()).isEqualTo("cpq");
        assertThat(person.path("tenant").asText()).isEqualTo("acme");
        assertThat(person.path("groups").toString()).isEqualTo("[\"approver\",\"sales\"]");
        assertThat(service.path("groups").toString()).isEqualTo("[\"service\"]");
        assertThat(service.has("tenant")).isFalse();
    }

    @Test
    void keepsSecretsOverRestartsForTheirOwnerOnly() throws Exception {
        String first = Secrets.in(home).databasePassword("quote");

        assertThat(Secrets.in(home).databasePassword("quote")).isEqualTo(first);
        assertThat(Secrets.in(home).databasePassword("orders")).isNotEqualTo(first);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("secrets"))))
                .isEqualTo("rwx------");
    }

    private static JsonNode claims(String token) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    }

    private static PublicKey publicKey(Path pem) throws Exception {
        String body = Files.readString(pem).replaceAll("-----[A-Z ]+-----|\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body)));
    }
}
