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
                TableRule.kept("notification_intent", "who was told what, with what result"));
    }
}
