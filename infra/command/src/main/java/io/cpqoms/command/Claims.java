package io.cpqoms.command;

import io.cpqoms.values.Subject;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a verified token, which an identity provider may have sent as anything or not at all; a refusal names the claim, says
 * what would be right and what came instead.
 */
record Claims(JsonWebToken token) {

    private static final String SUBJECT = "sub";
    private static final String TENANT = "tenant";
    private static final String GROUPS = "groups";
    private static final Pattern TENANT_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,39}");

    static boolean isTenant(String name) {
        return TENANT_NAME.matcher(name).matches();
    }

    /** Who the token is for, as it says; 401 when that names nobody. */
    String subject() {
        Object claimed = claim(SUBJECT);
        if (claimed instanceof String subject && Subject.isOne(subject)) {
            return subject;
        }
        throw Problem.unauthenticated("The claim sub must be text that " + Subject.RULE + "; " + instead(claimed))
                .asException();
    }

    /** The tenant of a person; 403 when the token belongs to none. */
    String tenant() {
        Object claimed = claim(TENANT);
        if (claimed instanceof String tenant && isTenant(tenant)) {
            return tenant;
        }
        throw Problem.forbidden("The claim tenant must be text of 2 to 40 lower-case letters, digits or hyphens; "
                        + instead(claimed))
                .asException();
    }

    /** Why the roles do not suffice: there are others, or the claim holds none. */
    String tooFewRoles() {
        Object claimed = claim(GROUPS);
        boolean named = token.getGroups() != null && !token.getGroups().isEmpty();
        return named
                ? "The token's roles do not allow this."
                : "The claim groups must be a list with at least one role that allows this; " + instead(claimed);
    }

    private @Nullable Object claim(String name) {
        return token.<@Nullable Object>getClaim(name);
    }

    private static String instead(@Nullable Object claimed) {
        return "the token has "
                + switch (claimed) {
                    case null -> "none.";
                    case String text -> "text that is none.";
                    case Number number -> "a number.";
                    case Boolean flag -> "a boolean.";
                    case Iterable<?> list -> "a list.";
                    case Map<?, ?> object -> "an object.";
                    default -> "something else.";
                };
    }
}
