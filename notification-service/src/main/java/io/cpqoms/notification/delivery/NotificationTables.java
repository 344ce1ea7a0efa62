package io.cpqoms.notification.delivery;

import io.cpqoms.command.retention.TableOwner;
import io.cpqoms.command.retention.TableRule;
import jakarta.inject.Singleton;
import java.util.List;

/** What becomes of the rows of this service's own tables. */
@Singleton
class NotificationTables implements TableOwner {

    @Override
    public List<TableRule> tables() {
        return List.of(
                TableRule.kept("contact", "the address of a party; one row each"),
                TableRule.removed(
                        "notification_intent", "FinishedIntents, notification.delivery.retention after its end"),
                TableRule.removed("notification_resend", "with its intent"));
    }
}
