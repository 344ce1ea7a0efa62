package io.cpqoms.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.Serial;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Reads bearer tokens as the library does, and refuses one whose claim is of another type than it must be, by the claim's name: the
 * library itself fails at a number and takes a text for a list of one. Nothing is believed before the library has verified it; what
 * is looked at before only tells the sender what he sent.
 */
@Singleton
@Alternative
@Priority(1)
class TokenReader extends JWTCallerPrincipalFactory {

    private final JWTCallerPrincipalFactory verifying = new DefaultJWTCallerPrincipalFactory();
    private final ObjectMapper json;

    TokenReader(ObjectMapper json) {
        this.json = json;
    }

    /** A claim that is there and is not what it must be. */
    static final class IllTypedClaim extends ParseException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final String detail;

        private IllTypedClaim(String claim, String right, JsonNode wrong) {
            this("The claim " + claim + " must be " + right + "; the token has " + form(wrong) + ".");
        }

        private IllTypedClaim(String detail) {
            super(detail);
            this.detail = detail;
        }

        /** What is wrong and what would be right. */
        String detail() {
            return detail;
        }
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        Optional<IllTypedClaim> illTyped = illTyped(token);
        if (illTyped.isPresent()) {
            throw illTyped.get();
        }
        return verifying.parse(token, context);
    }

    private Optional<IllTypedClaim> illTyped(String token) {
        JsonNode claims = claims(token);
        JsonNode subject = claims.path("sub");
        if (isThere(subject) && !subject.isTextual()) {
            return Optional.of(new IllTypedClaim("sub", "text", subject));
        }
        JsonNode groups = claims.path("groups");
        if (!isThere(groups)) {
            return Optional.empty();
        }
        Optional<IllTypedClaim> unbounded = Groups.objection(groups).map(IllTypedClaim::new);
        return unbounded.isPresent() || isListOfTexts(groups)
                ? unbounded
                : Optional.of(new IllTypedClaim("groups", "a list of texts", groups));
    }

    private static boolean isThere(JsonNode claim) {
        return !claim.isMissingNode() && !claim.isNull();
    }

    private static boolean isListOfTexts(JsonNode claim) {
        return claim.isArray()
                && StreamSupport.stream(claim.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    private static String form(JsonNode wrong) {
        return switch (wrong.getNodeType()) {
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "a list of something else";
            case STRING -> "text";
            default -> "an object";
        };
    }

    /** What the token claims; nothing where it can't be read, which the library refuses. */
    private JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3
                    ? json.readTree(Base64.getUrlDecoder().decode(parts[1]))
                    : MissingNode.getInstance();
        } catch (IOException | IllegalArgumentException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
