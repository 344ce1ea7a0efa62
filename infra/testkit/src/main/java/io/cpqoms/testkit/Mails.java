package io.cpqoms.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The mails that a sink took, by recipient. */
public final class Mails {
    private static final int OK = 200;

    private final URI sink;

    public Mails(URI sink) {
        this.sink = sink;
    }

    /** One mail; {@code mime} is the whole message as sent, headers and body. */
    public record Mail(String subject, String mime) {}

    /** The mails to an address, oldest first; none for an address nobody has written to. */
    public List<Mail> to(String address) {
        String mailbox = URLEncoder.encode(address, StandardCharsets.UTF_8);
        HttpResponse<String> answer = send(HttpRequest.newBuilder(sink.resolve("/api/user/" + mailbox + "/messages/"))
                .build());
        if (answer.statusCode() != OK) {
            return List.of();
        }
        try {
            List<Mail> mails = new ArrayList<>();
            for (JsonNode mail : new ObjectMapper().readTree(answer.body())) {
                mails.add(new Mail(
                        mail.path("subject").asText(), mail.path("mimeMessage").asText()));
            }
            return mails;
        } catch (IOException e) {
            throw new IllegalStateException("the sink's answer is no JSON: " + answer.body(), e);
        }
    }

    /** Forgets every mail and mailbox. */
    public void forgetAll() {
        send(HttpRequest.newBuilder(sink.resolve("/api/service/reset"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException("the mail sink does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking the mail sink", e);
        }
    }
}
