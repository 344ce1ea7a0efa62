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
import java.util.Base64;
import java.util.stream.StreamSupport;

/**
 * Reads bearer tokens as the library does, and names the claim that is of another type than it must be: the library fails at a number,
 * and takes a text for a list. Nothing is believed before it was verified; a refusal tells the sender only what he sent.
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

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        try {
            JWTCallerPrincipal verified = verifying.parse(token, context);
            refuseIllTyped(claims(token));
            return verified;
        } catch (ParseException | ClassCastException refused) {
            refuseIllTyped(claims(token));
            throw new ParseException("No token for this platform", refused);
        }
    }

    private static void refuseIllTyped(JsonNode claims) {
        JsonNode subject = claims.path("sub");
        if (!isAbsent(subject) && !subject.isTextual()) {
            throw refused("sub", "text", subject);
        }
        JsonNode groups = claims.path("groups");
        if (!isAbsent(groups) && !isListOfTexts(groups)) {
            throw refused("groups", "a list of texts", groups);
        }
    }

    private static boolean isAbsent(JsonNode claim) {
        return claim.isMissingNode() || claim.isNull();
    }

    private static boolean isListOfTexts(JsonNode claim) {
        return claim.isArray() && StreamSupport.stream(claim.spliterator(), false).allMatch(JsonNode::isTextual);
    }

    private static ProblemException refused(String claim, String right, JsonNode wrong) {
        String what = switch (wrong.getNodeType()) {
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "a list of something else";
            case STRING -> "a text";
            default -> "an object";
        };
        return Problem.unauthenticated("The claim " + claim + " must be " + right + "; the token has " + what + ".")
                .asException();
    }

    /** What the token claims; nothing where it can't be read. */
    private JsonNode claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            return parts.length == 3 ? json.readTree(Base64.getUrlDecoder().decode(parts[1])) : MissingNode.getInstance();
        } catch (IOException | IllegalArgumentException unreadable) {
            return MissingNode.getInstance();
        }
    }
}
