package io.cpqoms.local.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** The RSA key pair that signs tokens of one stack, kept as two PEM files; services only ever see the public one. */
final class SigningKey {
    private static final int KEY_BITS = 2048;
    private static final int PEM_LINE = 64;

    private SigningKey() {}

    /** Reads the private key, after generating the pair when there is none. */
    static PrivateKey readOrGenerate(Path privatePem, Path publicPem) throws IOException {
        try {
            if (!Files.exists(privatePem) || !Files.exists(publicPem)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(KEY_BITS);
                KeyPair pair = generator.generateKeyPair();
                write(publicPem, pem("PUBLIC KEY", pair.getPublic().getEncoded()), "rw-r--r--");
                write(privatePem, pem("PRIVATE KEY", pair.getPrivate().getEncoded()), "rw-------");
            }
            String body = Files.readString(privatePem).replaceAll("-----[A-Z ]+-----|\\s", "");
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body)));
        } catch (GeneralSecurityException e) {
            throw new IOException("can't use the signing key " + privatePem + ": " + e.getMessage(), e);
        }
    }

    private static String pem(String kind, byte[] der) {
        String body = Base64.getMimeEncoder(PEM_LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }

    /** Written aside and moved, so that an interrupted start never leaves half a key. */
    static void write(Path file, String content, String permissions) throws IOException {
        Path fresh = Files.createTempFile(file.toAbsolutePath().resolve("..").normalize(), "fresh", ".tmp");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
        Files.writeString(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
