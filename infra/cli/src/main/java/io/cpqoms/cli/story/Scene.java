package io.cpqoms.cli.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.cpqoms.cli.client.Person;
import io.cpqoms.cli.client.Platform;
import io.cpqoms.cli.console.Console;
import io.cpqoms.cli.console.Json;
import io.cpqoms.cli.console.Style;
import io.cpqoms.cli.demo.Facts;
import io.cpqoms.cli.demo.Parties;
import io.cpqoms.cli.proof.Stores;
import java.time.Duration;

/** Where the story plays: the platform, the tenant, the people in it, and the ids found on the way. */
final class Scene {
    /** Nothing the platform does on its own may take longer; it usually takes well under a second. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static final String CURRENCY = "EUR";
    static final String CUSTOMER = "lighthouse-hotel";

    final Platform platform;
    final Stores stores;
    final Console console;
    final Facts facts;
    final String tenant;
    String catalogVersionId = "";
    String quoteId = "";
    String orderId = "";

    Scene(Platform platform, Stores stores, Console console, Facts facts, String tenant) {
        this.platform = platform;
        this.stores = stores;
        this.console = console;
        this.facts = facts;
        this.tenant = tenant;
    }

    Person sales() {
        return new Person("anna.sales", "sales", tenant);
    }

    Person approver() {
        return new Person("boris.manager", "approver", tenant).in(Parties.MANAGERS);
    }

    Person operator() {
        return new Person("olga.operations", "operator", tenant).in(Parties.OPERATIONS);
    }

    Person catalogAdmin() {
        return new Person("carla.catalog", "catalog-admin", tenant);
    }

    Person administrator() {
        return new Person("ada.admin", "administrator", tenant);
    }

    Person auditor() {
        return new Person("axel.audit", "auditor", tenant);
    }

    /** A mailbox that belongs to this run alone. */
    String mailbox(String name) {
        return name + "@" + tenant + ".test";
    }

    void say(String sentence) {
        console.line("  " + sentence);
    }

    /** The part of a real answer that the sentence before was about. */
    void show(String what, JsonNode answer) {
        console.line("    " + console.paint(what + "  " + Json.line(answer), Style.DIM));
    }
}
