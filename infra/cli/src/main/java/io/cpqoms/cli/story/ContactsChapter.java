package io.cpqoms.cli.story;

import io.cpqoms.cli.client.NotificationClient;
import io.cpqoms.cli.demo.Parties;

/** The people who get mail are made known. */
final class ContactsChapter implements Chapter {
    @Override
    public String title() {
        return "Whom to write to";
    }

    @Override
    public void tell(Scene scene) {
        NotificationClient notifications = scene.platform.notifications(scene.operator());
        notifications.contact(Scene.CUSTOMER, scene.mailbox(Scene.CUSTOMER));
        NotificationClient house = scene.platform.notifications(scene.administrator());
        Parties.GROUPS.forEach(group -> house.group(group, scene.mailbox(group)));
        scene.say("The customer is %s; approvers and operations have mailboxes too (%s)."
                .formatted(scene.mailbox(Scene.CUSTOMER), String.join(", ", Parties.GROUPS)));
    }
}
