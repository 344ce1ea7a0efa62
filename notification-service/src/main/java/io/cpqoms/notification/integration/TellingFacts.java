package io.cpqoms.notification.integration;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.notification.channel.TemplateCatalog;
import io.cpqoms.notification.delivery.NewIntent;
import io.cpqoms.notification.delivery.Notifications;
import io.cpqoms.notification.rule.NotificationRules;
import io.cpqoms.notification.rule.Wanted;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Turns the facts and commands that some rule is about into intents, a batch at a time. */
@ApplicationScoped
class TellingFacts implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION = declare();

    private final Notifications notifications;

    TellingFacts(Notifications notifications) {
        this.notifications = notifications;
    }

    @Override
    public ConsumerDeclaration declaration() {
        return DECLARATION;
    }

    @Override
    public void handle(List<ReceivedEvent> events) {
        List<NewIntent> intents = new ArrayList<>();
        for (ReceivedEvent event : events) {
            for (Wanted wanted : NotificationRules.apply(event)) {
                intents.add(intent(event, wanted));
            }
        }
        notifications.want(intents);
    }

    private static NewIntent intent(ReceivedEvent event, Wanted wanted) {
        int version = TemplateCatalog.currentVersion(wanted.template())
                .orElseThrow(() -> new BadMessage("There is no template \"" + wanted.template() + "\""));
        return new NewIntent(
                event.tenantId(), event.messageId(), event.correlationId(), event.occurredAt(), wanted, version);
    }

    private static ConsumerDeclaration declare() {
        ConsumerDeclaration.Builder declaration = ConsumerDeclaration.named("notification-service")
                .from(
                        "cpq.quote.events.v1",
                        "cpq.order.events.v1",
                        "cpq.workflow.events.v1",
                        "cpq.notification.commands.v1");
        NotificationRules.eventTypes().forEach(type -> declaration.accepts(type, 1));
        return declaration.build();
    }
}
