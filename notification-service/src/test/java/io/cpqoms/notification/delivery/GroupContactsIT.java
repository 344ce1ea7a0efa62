package io.cpqoms.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.cpqoms.testkit.KafkaBroker;
import io.cpqoms.testkit.MailSink;
import io.cpqoms.testkit.PostgresServer;
import io.cpqoms.testkit.TokenIssuer;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where approvals go is not said by those whose quotes are approved. */
@QuarkusTest
@WithTestResource(value = PostgresServer.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@WithTestResource(KafkaBroker.class)
@WithTestResource(MailSink.class)
@WithTestResource(TokenIssuer.class)
@Tag("N4")
class GroupContactsIT extends NotificationScene {

    @ParameterizedTest
    @ValueSource(strings = {"sales", "operator"})
    void refusesTheAddressOfAGroupFromWhoLooksAfterCustomers(String role) {
        group("sales-managers", "managers", "en");

        put(as(role), "/contacts/sales-managers", "elsewhere", "en")
                .statusCode(403)
                .body("detail", containsString("PUT /group-contacts/sales-managers"));
        put(as(role), "/group-contacts/sales-managers", "elsewhere", "en").statusCode(403);
        publish(event("cpq.workflow.ApprovalRequested.v1").on(WORKFLOW));

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("managers")).hasSize(1);
        assertThat(mails("elsewhere")).isEmpty();
    }

    @Test
    void refusesTheNameOfAGroupThatOnlyThisTenantHas() {
        put(as("sales"), "/contacts/board", "customer", "en").statusCode(200);

        group("board", "board", "en");

        put(as("sales"), "/contacts/board", "customer", "en").statusCode(403);
    }

    @Test
    void writesToTheGroupAlsoWhenACustomerIsCalledLikeIt() {
        PostgresServer.rows("notification").execute("""
                        insert into contact (tenant_id, kind, party_id, email, locale, updated_at)
                        values (?, 'customer', 'sales-managers', ?, 'en', now())""", tenant, address("customer"));
        publish(event("cpq.workflow.ApprovalRequested.v1").on(WORKFLOW));
        awaitNotifications("?state=waiting", "items[0].cause", containsString("PUT /group-contacts/sales-managers"));

        group("sales-managers", "managers", "en");

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("managers")).hasSize(1);
        assertThat(mails("customer")).isEmpty();
    }

    @Test
    void theReminderThatAProcessCommandsGoesToTheGroup() {
        group("sales-managers", "managers", "en");

        publish(event("cpq.notification.SendNotification.v1").on(COMMANDS));

        awaitNotifications("?state=sent", "items.size()", equalTo(1));
        assertThat(mails("managers")).hasSize(1);
    }

    @Test
    void refusesWhatIsNoAddressAndNoName() {
        as("administrator")
                .contentType("application/json")
                .body("{\"email\": \"nobody\", \"locale\": \"en\"}")
                .put("/group-contacts/a b")
                .then()
                .statusCode(400)
                .body("violations.field", equalTo(List.of("email", "group")));
    }
}
