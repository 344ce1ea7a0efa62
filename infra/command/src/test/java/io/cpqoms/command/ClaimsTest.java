package io.cpqoms.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a token's claims may be, and what is said about those that are something else. */
@Tag("K2")
@Tag("SEC-02")
class ClaimsTest {

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(null, "none"),
                Arguments.of("", "text that is none"),
                Arguments.of(" ", "text that is none"),
                Arguments.of(7L, "a number"),
                Arguments.of(true, "a boolean"),
                Arguments.of(List.of("acme"), "a list"),
                Arguments.of(Map.of("id", "acme"), "an object"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void namesASubjectThatIsNone(@Nullable Object value, String instead) {
        Problem problem = refused(() -> claims("sub", value).subject());

        assertThat(problem.status()).isEqualTo(401);
        assertThat(problem.detail()).startsWith("The claim sub must").endsWith("the token has " + instead + ".");
    }

    @ParameterizedTest
    @MethodSource("values")
    void namesATenantThatIsNone(@Nullable Object value, String instead) {
        Problem problem = refused(() -> claims("tenant", value).tenant());

        assertThat(problem.status()).isEqualTo(403);
        assertThat(problem.detail()).startsWith("The claim tenant must").endsWith("the token has " + instead + ".");
    }

    @Test
    void saysThatTheGroupsHoldNoRole() {
        assertThat(claims("groups", "sales").tooFewRoles()).startsWith("The claim groups must be a list");
        assertThat(claims("sub", "anna").tooFewRoles()).endsWith("the token has none.");
    }

    private static Claims claims(String name, @Nullable Object value) {
        Map<String, @Nullable Object> claims = new HashMap<>();
        claims.put(name, value);
        return new Claims(new JsonWebToken() {
            @Override
            public String getName() {
                return "somebody";
            }

            @Override
            public Set<String> getClaimNames() {
                return claims.keySet();
            }

            @Override
            public Set<String> getGroups() {
                return Set.of();
            }

            @Override
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
            public <T> @Nullable T getClaim(String claim) {
                return (T) claims.get(claim);
            }
        });
    }

    private static Problem refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call).problem();
    }
}
