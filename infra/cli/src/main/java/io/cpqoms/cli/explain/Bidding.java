package io.cpqoms.cli.explain;

import io.cpqoms.cli.explain.Facts.Truth;
import java.net.URI;

/**
 * What one may type; a {@code cpq} command where there is one, otherwise a request with a token of {@code cpq token}. Nothing is decided
 * and nothing given up by typing it as it stands: which way, why, and yes are left to whoever types.
 */
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
        return "./cpq outbox release " + service + " " + outboxId + " --reason <reason> --tenant " + tenant;
    }

    String redrive(String service, String letter) {
        return "./cpq dlq redrive " + service + " " + letter + " --tenant " + tenant;
    }

    String discard(String service, String letter) {
        return "./cpq dlq discard " + service + " " + letter + " --reason <reason> --tenant " + tenant;
    }

    String letter(String service, String letter) {
        return "./cpq dlq show " + service + " " + letter + " --tenant " + tenant;
    }

    /** The fallout's id is the key as well: typed twice, it repairs once. */
    String repair(URI orders, String order, String fallout) {
        return post(
                orders + "/orders/" + order + "/fallouts/" + fallout + "/repair",
                "--role operator",
                fallout,
                "{\"repair\":\"<repair>\",\"reason\":\"<reason>\"}");
    }

    /** The open tasks of a quote or order, each with who asked for it, why, and what it is about. */
    String tasks(URI bridge, Truth about) {
        return "curl -sS --fail-with-body " + token("--role operator") + " '" + bridge + "/tasks?subjectId="
                + about.id() + "'";
    }

    String decide(URI bridge, String task, String group) {
        return post(
                bridge + "/tasks/" + task + "/complete",
                "--role approver --group " + group,
                task,
                "{\"decision\":\"<decision>\",\"reason\":\"<reason>\"}");
    }

    String resend(URI notifications, String notification) {
        return post(
                notifications + "/notifications/" + notification + "/resend",
                "--role operator",
                notification,
                "{\"reason\":\"<reason>\",\"acceptDuplicate\":<true or false>}");
    }

    private String post(String address, String who, String key, String body) {
        return "curl -sS --fail-with-body -X POST " + token(who) + " -H 'Idempotency-Key: " + key
                + "' -H 'If-Match: *' -H 'Content-Type: application/json' -d '"
                + body
                + "' " + address;
    }

    private String token(String who) {
        return "-H \"Authorization: Bearer $(./cpq token " + who + " --tenant " + tenant + ")\"";
    }
}
