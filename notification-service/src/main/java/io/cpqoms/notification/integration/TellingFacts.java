package io.cpqoms.notification.integration;

import io.cpqoms.messaging.BadMessage;
import io.cpqoms.messaging.ConsumerDeclaration;
import io.cpqoms.messaging.EventConsumer;
import io.cpqoms.messaging.Inbox;
import io.cpqoms.messaging.ReceivedEvent;
import io.cpqoms.notification.channel.TemplateCatalog;
import io.cpqoms.notification.delivery.NewIntent;
import io.cpqoms.notification.delivery.Notifications;
import io.cpqoms.notification.rule.NotificationRules;
import io.cpqoms.notification.rule.Wanted;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Turns the facts and commands that some rule is about into intents, a batch at a time. */
@ApplicationScoped
class TellingFacts implements EventConsumer {

    private static final ConsumerDeclaration DECLARATION = declare();

    private final Inbox inbox;
    private final Notifications notifications;

    TellingFacts(Inbox inbox, Notifications notifications) {
        this.inbox = inbox;
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

    @Incoming("quote-events")
    @Blocking
    void quoteEvents(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Incoming("order-events")
    @Blocking
    void orderEvents(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Incoming("workflow-events")
    @Blocking
    void workflowEvents(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    @Incoming("notification-commands")
    @Blocking
    void notificationCommands(ConsumerRecords<String, byte[]> records) {
        inbox.receive(this, records);
    }

    private static NewIntent intent(ReceivedEvent event, Wanted wanted) {
        int version = TemplateCatalog.currentVersion(wanted.template())
                .orElseThrow(() -> new BadMessage("There is no template \"" + wanted.template() + "\""));
        return new NewIntent(event.tenantId(), event.messageId(), event.correlationId(), wanted, version);
    }

    private static ConsumerDeclaration declare() {
        ConsumerDeclaration.Builder declaration = ConsumerDeclaration.named("notification-service");
        NotificationRules.eventTypes().forEach(type -> declaration.accepts(type, 1));
        return declaration.build();
    }
}
