package io.cpqoms.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.console.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SMTP sink's REST API: the mails that really arrived. */
public final class MailSink {
    private static final Pattern MESSAGE_ID =
            Pattern.compile("(?im)^Message-ID:\\s*(<[^>]+>)", Pattern.CASE_INSENSITIVE);

    private final Api api;

    MailSink(Api api) {
        this.api = api;
    }

    /** One mail that arrived. */
    public record Mail(String mailbox, String subject, String messageId) {}

    public List<Mail> of(String address) {
        Answer answer = api.get("/api/user/" + Api.encode(address) + "/messages");
        if (!answer.successful()) {
            return List.of(); // the sink makes a mailbox with its first mail
        }
        return Json.stream(answer.body()).map(mail -> read(address, mail)).toList();
    }

    /** Every mail of every mailbox. */
    public List<Mail> all() {
        List<Mail> mails = new ArrayList<>();
        for (JsonNode user : api.get("/api/user").expectSuccess()) {
            mails.addAll(of(user.path("email").asText(user.path("login").asText())));
        }
        return mails;
    }

    private static Mail read(String address, JsonNode mail) {
        Matcher id = MESSAGE_ID.matcher(mail.path("mimeMessage").asText());
        return new Mail(address, mail.path("subject").asText(), id.find() ? id.group(1) : "");
    }
}
