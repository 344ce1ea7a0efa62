package io.cpqoms.local.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Every mail of the sink on one page: subject, address, time, and on demand what it says. Without scripts. */
public final class MailPage {
    /** What the page may load: nothing but its own style. */
    public static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Mails in the sink</title><style>
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c1e21 }
            details { border: 1px solid #d5d8dc; border-radius: 6px; margin: .5rem 0 } summary { padding: .6rem .8rem; cursor: pointer }
            summary b { margin-right: 1rem } summary span { color: #555b63; margin-right: 1rem }
            pre { white-space: pre-wrap; margin: 0; padding: .8rem; border-top: 1px solid #d5d8dc; background: #f7f8f9 }
            </style></head><body><main><h1>Mails in the sink</h1>
            """;

    private final URI sink;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    public MailPage(URI sink) {
        this.sink = sink;
    }

    /** The page as it is now. */
    public String html() throws IOException {
        return html(mails());
    }

    static String html(List<SinkMail> mails) {
        StringBuilder page = new StringBuilder(HEAD)
                .append("<p>")
                .append(mails.size())
                .append(mails.size() == 1 ? " mail" : " mails")
                .append(" arrived; nobody else gets them. ");
        if (mails.size() > MOST) {
            page.append("The last ").append(MOST).append(" are shown. ");
        }
        page.append("Reload to see more.</p>\n");
        mails.subList(Math.max(0, mails.size() - MOST), mails.size())
                .reversed()
                .forEach(mail -> page.append("<details><summary><b>")
                        .append(text(mail.subject()))
                        .append("</b><span>to ")
                        .append(text(mail.to()))
                        .append("</span><span>")
                        .append(text(mail.date()))
                        .append("</span></summary><pre>")
                        .append(text(mail.body()))
                        .append("</pre></details>\n"));
        return page.append("</main></body></html>\n").toString();
    }

    private List<SinkMail> mails() throws IOException {
        List<SinkMail> mails = new ArrayList<>();
        for (JsonNode user : get("/api/user")) {
            String address = user.path("email").asText(user.path("login").asText());
            for (JsonNode mail : get("/api/user/" + URLEncoder.encode(address, StandardCharsets.UTF_8) + "/messages")) {
                mails.add(new SinkMail(
                        address,
                        mail.path("subject").asText(),
                        mail.path("mimeMessage").asText()));
            }
        }
        return mails;
    }

    private JsonNode get(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(sink.resolve(path)).timeout(PATIENCE).build();
        try {
            return JSON.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the mail sink was asked", e);
        }
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
