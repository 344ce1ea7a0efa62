package io.cpqoms.testkit;

import io.cpqoms.local.stack.Secrets;
import io.cpqoms.local.stack.Tokens;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Makes the application trust the JVM's own signing key; {@link #tokens()} mints what it accepts. */
public final class TokenIssuer implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        Secrets secrets = TestServers.ofThisJvm().secrets();
        String serviceToken = secrets.serviceToken("test-service").toString();
        String publicKey = secrets.publicKeyLocation();
        // Not the audience: that a service asks for it is its own setting, and tests hold it to that.
        return Map.of(
                "mp.jwt.verify.publickey.location",
                publicKey,
                "mp.jwt.verify.issuer",
                Tokens.ISSUER,
                "CPQ_JWT_PUBLIC_KEY",
                publicKey,
                "CPQ_JWT_ISSUER",
                Tokens.ISSUER,
                "CPQ_SERVICE_TOKEN_FILE",
                serviceToken);
    }

    @Override
    public void stop() {
        // Keys live as long as the JVM.
    }

    public static Tokens tokens() {
        return TestServers.ofThisJvm().secrets().tokens();
    }
}
