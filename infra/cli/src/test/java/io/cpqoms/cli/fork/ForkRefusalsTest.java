package io.cpqoms.cli.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.cpqoms.cli.Checkout;
import io.cpqoms.cli.CpqFailure;
import io.cpqoms.cli.ExitCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can't be forked is refused in one line that says what would be right, before anything is written. */
@Tag("ENG-02")
class ForkRefusalsTest {
    private static final Path CHECKOUT = Checkout.root();

    @TempDir
    Path folder;

    @Test
    void aServiceThatDoesNotExist() {
        refused(() -> ServiceSource.of(CHECKOUT, "quotes"), "no service 'quotes'", "quote-service", "audit-service");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Renewal", "renewal_service", "-renewal", "renewal-", "renewal--service", "", "9lives"})
    void aNameThatIsNone(String name) {
        refused(() -> names(name, "com.example.renewal"), "can't name a service", "renewal-service", "--name");
    }

    @Test
    void aNameThatThePlatformHas() {
        refused(
                () -> names("order-service", "com.example.renewal").notOneOf(ServiceSource.names(CHECKOUT)),
                "has a order-service already",
                "renewal-service");
    }

    @Test
    void aNameWhoseDatabaseWouldBeALoginOfThePlatforms() {
        refused(
                () -> names("search-service", "com.example.renewal").notOneOf(ServiceSource.names(CHECKOUT)),
                "search_service",
                "--name");
    }

    @Test
    void aNameWhoseTopicsWouldBeThePlatforms() {
        refused(() -> names("cpq-service", "com.example.renewal"), "begin with cpq", "--name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"renewal", "com.example.Renewal", "com..renewal", "com.example.new", "com.9.x", "com.ex-a.b"})
    void aPackageThatIsNone(String rootPackage) {
        refused(() -> names("renewal-service", rootPackage), "can't be a package", "com.example.renewal", "--package");
    }

    @ParameterizedTest
    @ValueSource(strings = {"io.cpqoms.renewal", "java.renewal", "jakarta.ws.renewal"})
    void aPackageOfOthers(String rootPackage) {
        refused(() -> names("renewal-service", rootPackage), "belongs to others", "com.example.renewal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"80", "65536", "http"})
    void aPortThatIsNone(String port) {
        refused(() -> new ForkNames("renewal-service", "com.example.renewal", port), "can't be a port", "--port");
    }

    @Test
    void aFolderInsideTheCheckout() {
        refused(() -> ForkTarget.of(CHECKOUT, CHECKOUT.resolve("renewal-service")), "inside this checkout", "outside");
        refused(() -> ForkTarget.of(CHECKOUT, CHECKOUT.resolve("infra/../docs/x")), "inside this checkout");
    }

    @Test
    void aFolderInsideTheCheckoutByALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("beside"), CHECKOUT.resolve("docs"));

        refused(() -> ForkTarget.of(CHECKOUT, link.resolve("renewal")), "inside this checkout");
    }

    @Test
    void aFolderThatHoldsSomething() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");

        refused(() -> ForkTarget.of(CHECKOUT, folder), "is not empty", "new folder");
        assertThat(folder.resolve("notes.txt")).hasContent("mine");
    }

    @Test
    void aFolderBelowOneThatDoesNotExist() {
        refused(() -> ForkTarget.of(CHECKOUT, folder.resolve("no/renewal")), "no folder", "create it");
    }

    @ParameterizedTest
    @CsvSource({
        "renewal-service, renewal, renewal_service, Renewal service",
        "user-service, user, user_service, User service",
        "renewals, renewals, renewals_db, Renewals",
        "partner-desk, partner-desk, partner_desk, Partner desk",
        "risk-projector, risk, risk_projector, Risk projector"
    })
    void derivesTheOtherNamesFromTheFirst(String service, String domain, String database, String title) {
        ForkNames names = names(service, "com.example.renewal");

        assertThat(List.of(names.domain(), names.database(), names.title(), names.group()))
                .containsExactly(domain, database, title, "com.example");
    }

    private static ForkNames names(String service, String rootPackage) {
        return new ForkNames(service, rootPackage, "8100");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable what, String... said) {
        CpqFailure failure = Assertions.catchThrowableOfType(CpqFailure.class, what);
        assertThat(failure).as("a refusal").isNotNull();
        assertThat(failure.exitCode()).isEqualTo(ExitCodes.USAGE);
        assertThat(failure.getMessage().lines()).hasSize(1);
        assertThat(failure.getMessage()).contains(said);
    }
}
