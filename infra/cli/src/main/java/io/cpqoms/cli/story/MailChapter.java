package io.cpqoms.cli.story;

import io.cpqoms.cli.client.MailSink.Mail;
import io.cpqoms.cli.demo.Await;
import io.cpqoms.cli.demo.Parties;
import java.util.List;
import java.util.Optional;

/** The mails that really arrived in the sink. */
final class MailChapter implements Chapter {
    @Override
    public String title() {
        return "Mails arrived";
    }

    @Override
    public void tell(Scene scene) {
        List<Mail> customer = await(scene, Scene.CUSTOMER, 2);
        List<Mail> managers = await(scene, "sales-managers", 1);
        List<Mail> operations = await(scene, Parties.OPERATIONS, 1);
        show(scene, customer);
        show(scene, managers);
        show(scene, operations);
        scene.facts.equal("the customer got two mails: accepted, fulfilled", 2, customer.size());
        scene.facts.equal("the managers got one: please approve", 1, managers.size());
        scene.facts.equal("operations got one: a step fell out", 1, operations.size());
    }

    private static List<Mail> await(Scene scene, String party, int count) {
        String mailbox = scene.mailbox(party);
        return Await.until(
                count + " mails in " + mailbox,
                Scene.PATIENCE,
                () -> Optional.of(scene.platform.mailSink().of(mailbox)).filter(mails -> mails.size() >= count),
                () -> "there are " + scene.platform.mailSink().of(mailbox).size()
                        + "; see ./cpq logs notification-service");
    }

    private static void show(Scene scene, List<Mail> mails) {
        mails.forEach(mail -> scene.say("%-32s %s".formatted(mail.mailbox(), mail.subject())));
    }
}
