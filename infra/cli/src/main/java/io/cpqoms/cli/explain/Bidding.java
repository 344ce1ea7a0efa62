package io.cpqoms.cli.explain;

import java.net.URI;

/** What one may type; a {@code cpq} command where there is one, otherwise a request with a token of {@code cpq token}. */
record Bidding(String tenant) {

    static final String UP = "./cpq up";
    static final String TOPICS = "./cpq topics apply";

    static Bidding of(String tenant) {
        return new Bidding(tenant);
    }

    static String outbox(String service) {
        return "./cpq outbox status " + service;
    }

    static String logs(String service) {
        return "./cpq logs " + service + " -n 100";
    }

    String release(String service, long outboxId) {
        return "./cpq outbox release " + service + " " + outboxId + " --reason mended --tenant " + tenant;
    }

    String redrive(String service, String letter) {
        return "./cpq dlq redrive " + service + " " + letter + " --tenant " + tenant;
    }

    String discard(String service, String letter) {
        return "./cpq dlq discard " + service + " " + letter + " --reason unreadable --yes --tenant " + tenant;
    }

    /** The fallout's id is the key as well: typed twice, it repairs once. */
    String repair(URI orders, String order, String fallout) {
        return post(
                orders + "/orders/" + order + "/fallouts/" + fallout + "/repair",
                "--role operator",
                fallout,
                "{\"repair\":\"retry\",\"reason\":\"the cause is mended\"}");
    }

    String approve(URI bridge, String task, String group) {
        return post(
                bridge + "/tasks/" + task + "/complete",
                "--role approver --group " + group,
                task,
                "{\"decision\":\"approve\",\"reason\":\"fine with me\"}");
    }

    String resend(URI notifications, String notification) {
        return post(
                notifications + "/notifications/" + notification + "/resend",
                "--role operator",
                notification,
                "{\"reason\":\"asked for\",\"acceptDuplicate\":true}");
    }

    private String post(String address, String who, String key, String body) {
        return "curl -sS --fail-with-body -X POST -H \"Authorization: Bearer $(./cpq token " + who + " --tenant "
                + tenant
                + ")\" -H 'Idempotency-Key: " + key + "' -H 'If-Match: *' -H 'Content-Type: application/json' -d '"
                + body
                + "' " + address;
    }
}
